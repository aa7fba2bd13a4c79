-- What a case is remembered by once nobody can read who it is about, and devices that had to begin
-- anew under a new key.

-- Words of the caseworker's own choice; never a name. They stay in this vault.
CREATE TABLE mnemonic (
    case_id TEXT PRIMARY KEY CHECK (length(case_id) = 32),
    said TEXT NOT NULL CHECK (said <> '')
) STRICT, WITHOUT ROWID;

-- Which devices this vault was before it was given a new key: their records are still its own.
CREATE TABLE former_self (
    device TEXT PRIMARY KEY CHECK (length(device) = 32),
    signing TEXT NOT NULL,
    until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The same of the devices that an office knows; a copied laptop may stand behind two of them.
CREATE TABLE peer_former (
    device TEXT NOT NULL REFERENCES peer (device),
    former TEXT NOT NULL CHECK (length(former) = 32),
    PRIMARY KEY (device, former)
) STRICT, WITHOUT ROWID;
