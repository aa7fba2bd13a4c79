"""What an auditor must read: passphrases, age files, recovery words."""
