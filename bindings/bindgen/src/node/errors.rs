//! `errors.ts`: one class for each kind of error.

use tenantry_surface::Model;
use tenantry_surface::words::pascal;

/// The file.
pub(super) fn text(model: &Model) -> String {
    let kinds = model.errors.iter().map(|kind| {
        format!(
            "
  | \"{}\"",
            kind.name
        )
    });
    let kinds: Vec<String> = kinds.collect();
    let classes = model.errors.iter().map(|kind| {
        let (name, class) = (&kind.name, class(&kind.name));
        let retry = match kind.is_retryable {
            true => " The same call may simply be made again.",
            false => "",
        };
        format!(
            "\n/** An error of the kind `{name}`.{retry} */\n\
             export class {class} extends TenantryError {{\n  \
             override readonly kind = \"{name}\";\n  \
             override readonly isRetryable = {};\n\n  \
             override get name(): string {{\n    return \"{class}\";\n  }}\n\
             }}\n",
            kind.is_retryable
        )
    });
    let classes: String = classes.collect();
    let entries: String = model
        .errors
        .iter()
        .map(|kind| format!("  {}: {},\n", kind.name, class(&kind.name)))
        .collect();
    format!(
        "import {{ TenantryError }} from \"../error.js\";\n\n\
         /** What went wrong, as coarsely as a caller can act on it. */\n\
         export type ErrorKind ={};\n{classes}\n\
         /** The class of each kind. */\n\
         export const errorClasses = {{\n{entries}}} as const;\n",
        kinds.concat()
    )
}

/// `not_found` is `NotFoundError`.
pub(super) fn class(kind: &str) -> String {
    format!("{}Error", pascal(kind))
}
