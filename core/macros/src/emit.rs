//! What stands beside the function in the end.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Type};

use crate::attribute::{Attribute, Id, Kind};
use crate::function::Function;

/// The function as written, the marker, its description, and the method of the facade.
pub(crate) fn operation(attribute: &Attribute, function: &Function) -> TokenStream {
    let written = &function.item;
    let marker = marker(attribute, function);
    let description = description(attribute, function);
    let method = method(attribute, function);
    quote! {
        #written
        #marker
        #description
        #method
    }
}

/// The type that stands for the function, and `perform`, the one way to run it.
fn marker(attribute: &Attribute, function: &Function) -> TokenStream {
    let (name, visibility) = (&function.item.sig.ident, &function.item.vis);
    let (receiver, output) = (&function.receiver, &function.output);
    let input = input(function);
    let run = run(attribute, function);
    quote! {
        #[doc(hidden)]
        #[expect(non_camel_case_types, reason = "names the function of the same name among types")]
        #visibility enum #name {}

        impl #name {
            async fn perform(receiver: &#receiver, input: #input) -> crate::Result<#output> {
                #run
            }
        }
    }
}

fn run(attribute: &Attribute, function: &Function) -> TokenStream {
    let (name, id) = (&function.item.sig.ident, &attribute.id.text);
    let (pattern, call) = match function.input {
        Some(_) => (quote!(input), quote!(#name(receiver, input))),
        None => (quote!(()), quote!(#name(receiver))),
    };
    let through = match attribute.kind {
        Kind::Read => quote!(read),
        Kind::Change => quote!(change),
        // A stream is judged item by item; there is no one answer to guard or remember.
        Kind::Stream(_) => return quote!({ let #pattern = input; #call.await }),
    };
    quote! {
        crate::call::#through(receiver, #id, input, |receiver, #pattern| Box::pin(#call)).await
    }
}

/// The description: what the registry, and from it every surface, knows.
fn description(attribute: &Attribute, function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let Id {
        text, room, verb, ..
    } = &attribute.id;
    let receiver = format_ident!("{}", function.receiver_name);
    let permission = match &attribute.permission {
        Some(permission) => quote!(Some(crate::access::Permission::#permission)),
        None => quote!(None),
    };
    let (kind, output) = match &attribute.kind {
        Kind::Read => (quote!(Read), &function.output),
        Kind::Change => (quote!(Change), &function.output),
        Kind::Stream(item) => (quote!(Stream), &**item),
    };
    let input = match &function.input {
        Some(input) => quote!(Some(crate::registry::schema_of::<#input>)),
        None => quote!(None),
    };
    let (summary, doc) = (&function.doc.summary, &function.doc.text);
    let errors = &attribute.errors;
    let entry = entry(attribute, function);
    quote! {
        impl crate::registry::Described for #name {
            const OPERATION: crate::registry::Operation = crate::registry::Operation {
                id: #text,
                room: #room,
                verb: #verb,
                receiver: crate::registry::Receiver::#receiver,
                kind: crate::registry::Kind::#kind,
                permission: #permission,
                summary: #summary,
                doc: #doc,
                own_errors: &[#(crate::ErrorKind::#errors),*],
                input: #input,
                output: crate::registry::schema_of::<#output>,
                door: crate::registry::Door::#receiver(#entry),
            };
        }
    }
}

/// How JSON gets in and out.
fn entry(attribute: &Attribute, function: &Function) -> TokenStream {
    let name = &function.item.sig.ident;
    let read = match &function.input {
        Some(input) => quote!(crate::registry::read_input::<#input>(input)?),
        None => quote!(crate::registry::read_nothing(input)?),
    };
    let (variant, write) = match &attribute.kind {
        Kind::Read | Kind::Change => (quote!(Answer), quote!(write_answer)),
        Kind::Stream(item) => (quote!(Items), quote!(write_items::<#item, _>)),
    };
    quote! {
        crate::registry::Entry::#variant(|receiver, input| Box::pin(async move {
            let input = #read;
            crate::registry::#write(#name::perform(receiver, input).await?)
        }))
    }
}

/// The method on the room's typed handle.
fn method(attribute: &Attribute, function: &Function) -> TokenStream {
    let marker = &function.item.sig.ident;
    let module = format_ident!("{}", function.receiver_name.to_lowercase());
    let handle = handle(&attribute.id);
    let method = method_name(&attribute.id);
    let output = &function.output;
    let doc = method_doc(attribute, function);
    let (parameter, argument) = match &function.input {
        Some(input) => (quote!(input: #input), quote!(input)),
        None => (quote!(), quote!(())),
    };
    quote! {
        impl crate::facade::#module::#handle<'_> {
            #[doc = #doc]
            pub async fn #method(self, #parameter) -> crate::Result<#output> {
                #marker::perform(self.0, #argument).await
            }
        }
    }
}

fn method_doc(attribute: &Attribute, function: &Function) -> String {
    let mut doc = function.doc.text.clone();
    if let Some(permission) = &attribute.permission {
        doc.push_str(&format!(
            "\n\nNeeds [`{permission}`](crate::access::Permission::{permission})."
        ));
    }
    doc.push_str("\n\n# Errors\n");
    for error in &attribute.errors {
        doc.push_str(&format!("[`{error}`](crate::ErrorKind::{error}), "));
    }
    doc.push_str(match attribute.errors.is_empty() {
        true => "Those that every operation can give.",
        false => "and those that every operation can give.",
    });
    doc
}

/// `team_members` becomes `TeamMembers`. One that is not declared is reported at the id.
fn handle(id: &Id) -> Ident {
    let camel: String = id
        .room
        .split('_')
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect();
    Ident::new(&camel, id.span)
}

fn method_name(id: &Id) -> Ident {
    let parsed = syn::parse_str::<Ident>(&id.verb);
    match parsed {
        Ok(_) => Ident::new(&id.verb, id.span),
        Err(_) => Ident::new(&format!("{}_", id.verb), id.span),
    }
}

/// The type that is passed to `perform`.
fn input(function: &Function) -> Type {
    match &function.input {
        Some(input) => Type::clone(input),
        None => syn::parse_quote!(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emitted(id: &str, kind: TokenStream, function: TokenStream) -> String {
        let attribute = syn::parse2(quote!(id = #id, kind = #kind, permission = TEAMS_READ));
        let function = Function::read(syn::parse2(function).unwrap()).unwrap();
        operation(&attribute.unwrap(), &function).to_string()
    }

    #[test]
    fn the_method_and_the_json_door_both_perform() {
        let emitted = emitted(
            "team_members.list",
            quote!(read),
            quote! {
                /// Lists members.
                async fn list_members(tenant: &Tenant, input: List) -> Result<Page<Member>> {}
            },
        );
        assert!(emitted.contains("impl crate :: facade :: tenant :: TeamMembers < '_ >"));
        assert!(emitted.contains("pub async fn list (self , input : List)"));
        assert_eq!(emitted.matches("list_members :: perform (").count(), 2);
        // Written, run, and nothing more.
        assert_eq!(emitted.matches("list_members (").count(), 2);
        assert!(syn::parse_str::<syn::File>(&emitted).is_ok());
    }

    #[test]
    fn a_keyword_gets_an_underscore() {
        let emitted = emitted(
            "teams.move",
            quote!(change),
            quote! {
                /// Moves the team.
                async fn relocate(tenant: &Tenant) -> Result<Team> {}
            },
        );
        assert!(emitted.contains("pub async fn move_ (self ,)"));
        assert!(emitted.contains("verb : \"move\""));
    }

    #[test]
    fn a_stream_goes_around_the_door_of_answers() {
        let emitted = emitted(
            "journal.subscribe",
            quote!(stream, item = FeedItem),
            quote! {
                /// Subscribes.
                async fn subscribe(tenant: &Tenant, input: Subscribe) -> Result<Subscription> {}
            },
        );
        assert!(!emitted.contains("crate :: call"));
        assert!(emitted.contains("output : crate :: registry :: schema_of :: < FeedItem >"));
        assert!(emitted.contains("Entry :: Items"));
    }
}
