//! Accounts, sign-in, keys, and what somebody is asked to do.
