//! Work on plain files, without a workspace, an actor or a key store.
