//! Requests, views, failures and bindings
