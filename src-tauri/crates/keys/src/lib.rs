//! Keyring, passphrase, recovery code and sealed bytes
