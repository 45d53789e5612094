//! The function under the attribute: its handle, its input, its output, its words.

use syn::{
    Error, Expr, ExprLit, FnArg, GenericArgument, ItemFn, Lit, Meta, PathArguments, PathSegment,
    Result, ReturnType, Type,
};

/// A function that is fit to be an operation.
pub(crate) struct Function {
    pub(crate) item: ItemFn,
    /// The type behind the reference that the function is called on.
    pub(crate) receiver: Box<Type>,
    /// That type's name, which is one of [`RECEIVERS`].
    pub(crate) receiver_name: &'static str,
    pub(crate) input: Option<Box<Type>>,
    /// What is in the `Result`.
    pub(crate) output: Type,
    pub(crate) doc: Doc,
}

/// The documentation of a function.
pub(crate) struct Doc {
    /// The first paragraph, on one line.
    pub(crate) summary: String,
    /// All of it.
    pub(crate) text: String,
}

/// The handles that an operation can be called on.
const RECEIVERS: [&str; 3] = ["Tenantry", "Caller", "Tenant"];

impl Function {
    pub(crate) fn read(item: ItemFn) -> Result<Self> {
        let signature = &item.sig;
        if signature.asyncness.is_none() {
            return Err(Error::new_spanned(
                signature.fn_token,
                "an operation is an `async fn`",
            ));
        }
        if !signature.generics.params.is_empty() {
            return Err(Error::new_spanned(
                &signature.generics,
                "an operation is not generic",
            ));
        }
        let mut arguments = signature.inputs.iter();
        let (receiver, receiver_name) = match arguments.next() {
            Some(first) => receiver(first)?,
            None => return Err(Error::new_spanned(&signature.ident, RECEIVER_WANTED)),
        };
        let input = arguments.next().map(input).transpose()?;
        if let Some(third) = arguments.next() {
            return Err(Error::new_spanned(
                third,
                "an operation has one input: gather the fields in one struct",
            ));
        }
        Ok(Self {
            receiver,
            receiver_name,
            input,
            output: output(&item)?,
            doc: Doc::read(&item)?,
            item,
        })
    }
}

const RECEIVER_WANTED: &str =
    "an operation is called on a handle: its first argument is `&Tenantry`, `&Caller` or `&Tenant`";

fn receiver(argument: &FnArg) -> Result<(Box<Type>, &'static str)> {
    let wanted = || Error::new_spanned(argument, RECEIVER_WANTED);
    let FnArg::Typed(typed) = argument else {
        return Err(wanted());
    };
    let Type::Reference(reference) = &*typed.ty else {
        return Err(wanted());
    };
    let name = last_segment(&reference.elem)
        .and_then(|last| RECEIVERS.into_iter().find(|name| last.ident == name));
    match name {
        Some(name) if reference.mutability.is_none() => Ok((reference.elem.clone(), name)),
        _ => Err(wanted()),
    }
}

fn input(argument: &FnArg) -> Result<Box<Type>> {
    match argument {
        FnArg::Typed(typed) if matches!(*typed.ty, Type::Path(_)) => Ok(typed.ty.clone()),
        _ => Err(Error::new_spanned(
            argument,
            "an operation's input is one struct, by value",
        )),
    }
}

fn output(item: &ItemFn) -> Result<Type> {
    let wanted = |at: &dyn quote::ToTokens| {
        Error::new_spanned(
            at.to_token_stream(),
            "an operation returns `Result<Output>`",
        )
    };
    let ReturnType::Type(_, returned) = &item.sig.output else {
        return Err(wanted(&item.sig.ident));
    };
    let arguments = match last_segment(returned) {
        Some(last) if last.ident == "Result" => &last.arguments,
        _ => return Err(wanted(returned)),
    };
    match arguments {
        PathArguments::AngleBracketed(generic) if generic.args.len() == 1 => {
            match generic.args.first() {
                Some(GenericArgument::Type(output)) => Ok(output.clone()),
                _ => Err(wanted(returned)),
            }
        }
        _ => Err(wanted(returned)),
    }
}

fn last_segment(of: &Type) -> Option<&PathSegment> {
    match of {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

impl Doc {
    fn read(item: &ItemFn) -> Result<Self> {
        let lines: Vec<String> = item.attrs.iter().filter_map(doc_line).collect();
        let text = lines.join("\n").trim().to_owned();
        let summary = text
            .lines()
            .map(str::trim)
            .take_while(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if summary.is_empty() {
            return Err(Error::new_spanned(
                &item.sig.ident,
                "an operation is documented: its `///` is the help of every surface",
            ));
        }
        Ok(Self { summary, text })
    }
}

fn doc_line(attribute: &syn::Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    match &pair.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(line),
            ..
        }) if pair.path.is_ident("doc") => {
            let line = line.value();
            Some(line.strip_prefix(' ').unwrap_or(&line).to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::{ToTokens, quote};

    fn read(tokens: proc_macro2::TokenStream) -> Result<Function> {
        Function::read(syn::parse2(tokens).unwrap())
    }

    #[test]
    fn the_signature_says_what_goes_in_and_out() {
        let function = read(quote! {
            /// Creates a team,
            /// somewhere.
            ///
            /// Longer.
            pub(crate) async fn create(tenant: &crate::call::Tenant, input: CreateTeam) -> crate::Result<Page<Team>> {}
        })
        .unwrap();
        assert_eq!(function.receiver_name, "Tenant");
        assert_eq!(
            function.input.unwrap().to_token_stream().to_string(),
            "CreateTeam"
        );
        assert_eq!(
            function.output.to_token_stream().to_string(),
            "Page < Team >"
        );
        assert_eq!(function.doc.summary, "Creates a team, somewhere.");
        assert_eq!(function.doc.text, "Creates a team,\nsomewhere.\n\nLonger.");
    }

    #[test]
    fn an_input_may_be_absent() {
        let function = read(quote!(
            #[doc = " Me."]
            async fn get(caller: &Caller) -> Result<User> {}
        ));
        assert!(function.unwrap().input.is_none());
    }

    #[test]
    fn what_is_unfit_is_named() {
        let cases = [
            (
                quote!(
                    fn f(tenant: &Tenant) -> Result<()> {}
                ),
                "an operation is an `async fn`",
            ),
            (
                quote!(
                    async fn f<T>(tenant: &Tenant) -> Result<T> {}
                ),
                "an operation is not generic",
            ),
            (
                quote!(
                    async fn f() -> Result<()> {}
                ),
                RECEIVER_WANTED,
            ),
            (
                quote!(
                    async fn f(&self) -> Result<()> {}
                ),
                RECEIVER_WANTED,
            ),
            (
                quote!(
                    async fn f(tenant: Tenant) -> Result<()> {}
                ),
                RECEIVER_WANTED,
            ),
            (
                quote!(
                    async fn f(tenant: &mut Tenant) -> Result<()> {}
                ),
                RECEIVER_WANTED,
            ),
            (
                quote!(
                    async fn f(store: &Store) -> Result<()> {}
                ),
                RECEIVER_WANTED,
            ),
            (
                quote!(
                    async fn f(tenant: &Tenant, input: &CreateTeam) -> Result<()> {}
                ),
                "an operation's input is one struct",
            ),
            (
                quote!(
                    async fn f(tenant: &Tenant, id: TeamId, name: String) -> Result<()> {}
                ),
                "an operation has one input",
            ),
            (
                quote!(
                    async fn f(tenant: &Tenant) {}
                ),
                "an operation returns",
            ),
            (
                quote!(
                    async fn f(tenant: &Tenant) -> Result<Team, Other> {}
                ),
                "an operation returns",
            ),
            (
                quote!(
                    async fn f(tenant: &Tenant) -> Option<Team> {}
                ),
                "an operation returns",
            ),
            (
                quote!(
                    async fn f(tenant: &Tenant) -> Result<Team> {}
                ),
                "an operation is documented",
            ),
        ];
        for (tokens, message) in cases {
            match read(tokens) {
                Ok(function) => panic!("accepted `{}`", function.item.sig.ident),
                Err(error) => assert!(error.to_string().starts_with(message), "{error}"),
            }
        }
    }
}
