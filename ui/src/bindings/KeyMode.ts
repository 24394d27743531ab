export type KeyMode = "keyring" | "passphrase";
