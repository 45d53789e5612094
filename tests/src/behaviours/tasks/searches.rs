//! Tasks are found by the beginnings of their words.

use tenantry::OrgId;
use tenantry::access::Visible;
use tenantry::storage::{Row, TasksOf, Write};
use tenantry::tasks::{Task, terms};

use super::{change, new_task, read, seen, write};
use crate::Bench;
use crate::fixture::{Story, batch, committed, everything, nothing, part};

/// What is searched for, as the operation asks for it.
fn search(org: OrgId, text: &str) -> TasksOf {
    TasksOf {
        terms: terms(org, text).into_iter().collect(),
        ..TasksOf::default()
    }
}

fn described(story: &Story, title: &str, description: Option<&str>) -> Task {
    Task {
        description: description.map(str::to_owned),
        ..new_task(story, title)
    }
}

pub(in crate::behaviours) async fn a_search_finds_all_of_its_words_by_their_beginnings(
    bench: &Bench,
) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let tasks = [
        described(
            &story,
            "Mend the roof",
            Some("of the house, and the caf\u{e9}'s"),
        ),
        described(&story, "Roofing", None),
        described(
            &story,
            "Stra\u{df}e",
            Some("\u{90e8}\u{9577} 100 \"AND\" -or* NOT"),
        ),
        described(&story, "---", Some("mend")),
        described(&story, "...", None),
    ];
    write(store, &story, tasks.map(Row::Task)).await;
    for (text, expected) in [
        ("roof", &["Mend the roof", "Roofing"][..]),
        ("ROOF", &["Mend the roof", "Roofing"]),
        ("roofi", &["Roofing"]),
        ("oof", &[]),
        ("mend", &["Mend the roof", "---"]),
        ("mend roof", &["Mend the roof"]),
        ("h r m", &["Mend the roof"]),
        ("mend roofing", &[]),
        ("Cafe", &["Mend the roof"]),
        ("strasse", &["Stra\u{df}e"]),
        ("\u{90e8}", &["Stra\u{df}e"]),
        // Words of a language for searches are words here.
        ("and", &["Mend the roof", "Stra\u{df}e"]),
        ("10", &["Stra\u{df}e"]),
        ("or not", &["Stra\u{df}e"]),
        ("nowhere", &[]),
    ] {
        let of = search(story.org, text);
        assert_eq!(
            seen(store, &story, &everything(), &of).await,
            expected,
            "{text}"
        );
        let own = Visible {
            owner: Some(story.principal()),
            ..nothing()
        };
        assert_eq!(seen(store, &story, &own, &of).await, expected, "{text}");
        assert_eq!(
            seen(store, &story, &nothing(), &of).await,
            [""; 0],
            "{text}"
        );
    }
}

pub(in crate::behaviours) async fn a_search_goes_by_the_text_as_it_is(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let task = described(&story, "old", Some("dust"));
    let other = described(&story, "other", Some("old dust"));
    write(store, &story, [task.clone(), other].map(Row::Task)).await;
    let finds = async |text| seen(store, &story, &everything(), &search(story.org, text)).await;
    assert_eq!(finds("dust").await, ["old", "other"]);
    // By its new words alone, after the first change, and after the second.
    let from = read(store, &story, task.id).await;
    let to = Task {
        title: "new".to_owned(),
        description: None,
        version: 2,
        ..from.clone()
    };
    change(store, &from, &to).await;
    assert_eq!(finds("new").await, ["new"]);
    assert_eq!(finds("dust").await, ["other"]);
    let again = Task {
        description: Some("dust".to_owned()),
        version: 3,
        ..to.clone()
    };
    change(store, &to, &again).await;
    assert_eq!(finds("dust").await, ["new", "other"]);
    // A change of something else leaves the words.
    let deleted = Task {
        deleted_at: Some(store.now()),
        version: 4,
        ..again.clone()
    };
    change(store, &again, &deleted).await;
    assert_eq!(finds("dust").await, ["other"]);
    let among_deleted = TasksOf {
        deleted: true,
        ..search(story.org, "dust new")
    };
    let found = seen(store, &story, &everything(), &among_deleted).await;
    assert_eq!(found, ["new"]);
    // What is gone for good is found no more, nor is what comes in its place found by its words.
    let gone = Write::Delete(Row::Task(deleted));
    committed(store, batch([part(story.org, [gone])])).await;
    let found = seen(store, &story, &everything(), &among_deleted).await;
    assert_eq!(found, [""; 0]);
    let next = described(&story, "next", None);
    write(store, &story, [Row::Task(next)]).await;
    assert_eq!(finds("new").await, [""; 0]);
    assert_eq!(finds("next").await, ["next"]);
}

pub(in crate::behaviours) async fn a_search_stays_in_its_organisation(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let neighbour = story.beside(store).await;
    for (story, title) in [(&story, "roof of one"), (&neighbour, "roof of the other")] {
        write(store, story, [Row::Task(described(story, title, None))]).await;
    }
    let all = everything();
    for (story, other, own) in [
        (&story, &neighbour, "roof of one"),
        (&neighbour, &story, "roof of the other"),
    ] {
        let found = seen(store, story, &all, &search(story.org, "roof")).await;
        assert_eq!(found, [own]);
        let found = seen(store, story, &all, &search(other.org, "roof")).await;
        assert_eq!(found, [""; 0], "by the other's terms");
    }
}
