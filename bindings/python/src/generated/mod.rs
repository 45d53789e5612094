//! What is derived from the registry: the frozen classes, and the operations on them for
//! both ways to call.

#[rustfmt::skip]
#[expect(clippy::too_many_arguments, reason = "an operation has as many arguments as its input has fields")]
pub(crate) mod aio;
#[rustfmt::skip]
#[expect(
    clippy::clone_on_copy,
    clippy::init_numbered_fields,
    reason = "the registry does not tell which types are `Copy`, and which variants name their fields"
)]
pub(crate) mod models;
#[rustfmt::skip]
#[expect(clippy::too_many_arguments, reason = "an operation has as many arguments as its input has fields")]
pub(crate) mod sync;
