//! Markdown as TSDoc.

/// A comment, indented; nothing if there is nothing to say.
pub(super) fn comment(indent: &str, text: &str) -> String {
    let text = text.trim().replace("*/", "*\\/");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let lines = lines.iter().map(|line| match *line {
                "" => format!("{indent} *\n"),
                line => format!("{indent} * {line}\n"),
            });
            format!("{indent}/**\n{}{indent} */\n", lines.collect::<String>())
        }
    }
}

/// Paragraphs with an empty line between them.
pub(super) fn paragraphs<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// The import of those of some names that a text uses.
pub(super) fn import(what: &str, names: &[&str], from: &str, text: &str) -> String {
    let is_used = |name: &&&str| {
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .any(|word| word == **name)
    };
    let used: Vec<&str> = names.iter().filter(is_used).copied().collect();
    match used.is_empty() {
        true => String::new(),
        false => format!("{what} {{ {} }} from \"{from}\";\n", used.join(", ")),
    }
}

/// A call, over several lines where one would be too long.
pub(super) fn call(indent: &str, start: &str, arguments: &[&str]) -> String {
    let one = format!("{indent}{start}({});\n", arguments.join(", "));
    if one.len() <= 110 {
        return one;
    }
    let lines = arguments.iter().map(|line| format!("{indent}  {line},\n"));
    format!(
        "{indent}{start}(\n{}{indent});\n",
        lines.collect::<String>()
    )
}

/// A paragraph, in lines that are no longer than those of a person.
pub(super) fn wrapped(paragraph: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in paragraph.split_whitespace() {
        if width > 0 && width + 1 + word.len() > 92 {
            lines.push('\n');
            width = 0;
        } else if width > 0 {
            lines.push(' ');
            width += 1;
        }
        lines.push_str(word);
        width += word.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_as_long_as_its_text() {
        assert_eq!(comment("", ""), "");
        assert_eq!(comment("  ", "One."), "  /** One. */\n");
        assert_eq!(
            comment("", "One.\n\nTwo */"),
            "/**\n * One.\n *\n * Two *\\/\n */\n"
        );
    }

    #[test]
    fn only_what_is_used_is_imported() {
        let names = ["each", "time"];
        let import = |text| import("import", &names, "./a.js", text);
        assert_eq!(import("time(x)"), "import { time } from \"./a.js\";\n");
        assert_eq!(import("times(x)"), "");
    }

    #[test]
    fn what_is_too_long_takes_several_lines() {
        assert_eq!(call("", "f", &["a", "b"]), "f(a, b);\n");
        let long = "x".repeat(110);
        assert_eq!(call("", "f", &[&long]), format!("f(\n  {long},\n);\n"));
        let words = "word ".repeat(40);
        assert!(wrapped(&words).lines().all(|line| line.len() <= 92));
        assert_eq!(wrapped(&words).split_whitespace().count(), 40);
    }
}
