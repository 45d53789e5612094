//! The `#[operation]` attribute of `tenantry`: an operation is written once, as a
//! documented `async fn`, and everything else is derived from it.
//!
//! The attribute is for the rooms of `tenantry` itself. What it emits names the crate's
//! own modules, so it is of no use elsewhere.

mod attribute;
mod emit;
mod function;

use attribute::Attribute;
use function::Function;
use proc_macro2::TokenStream;

/// Makes an operation of a documented `async fn`.
///
/// ```text
/// /// Creates a team, at the top or under a parent.
/// #[operation(id = "teams.create", kind = change, permission = TEAMS_CREATE, errors = [Conflict])]
/// pub(crate) async fn create(tenant: &Tenant, input: CreateTeam) -> Result<Team> { .. }
/// ```
///
/// - `id`: the operation's stable name, `noun.verb`.
/// - `kind`: `read`, `change`, or `stream`.
/// - `permission`: a constant of `Permission`, or `none` for what everybody may call who
///   has the handle.
/// - `errors`: the kinds of error that are the operation's own, beside those that every
///   operation of its handle and kind can give.
/// - `item`: the type of a stream's items.
///
/// The first argument is the handle: `&Tenantry`, `&Caller` or `&Tenant`. A second one is
/// the input. The function stays as it is; beside it the attribute puts
///
/// - a type of the same name that implements `Described`: what the list of operations
///   names, and the description that every surface is derived from;
/// - the method on the room's typed handle in `crate::facade`. A verb that is a keyword of
///   Rust gets an underscore there: `teams.move` is `move_`.
///
/// The method and the JSON door both run the function through `perform`, and through
/// nothing else.
#[proc_macro_attribute]
pub fn operation(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand(attribute.into(), item.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

fn expand(attribute: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let attribute: Attribute = syn::parse2(attribute)?;
    let function = Function::read(syn::parse2(item)?)?;
    Ok(emit::operation(&attribute, &function))
}
