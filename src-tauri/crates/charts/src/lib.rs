//! Plain inputs to an element tree
