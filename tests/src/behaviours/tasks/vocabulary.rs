//! The words for tasks: statuses and labels.

use futures_util::TryFutureExt;
use tenantry::access::Principal;
use tenantry::page::Keyset;
use tenantry::storage::{Failure, Row, Storage, TaskNames, Unique, Write};
use tenantry::tasks::{Category, Label, Status};
use tenantry::{LabelId, ServiceId, StatusId, TeamId, Time};

use crate::Bench;
use crate::behaviours::pages::{goes_both_ways, rows};
use crate::fixture::{FIRST, Story, batch, committed, id, label, part, refused, status, updated};

async fn write(store: &dyn Storage, story: &Story, rows: impl IntoIterator<Item = Row>) {
    let writes: Vec<_> = rows.into_iter().map(Write::Insert).collect();
    committed(store, batch([part(story.org, writes)])).await;
}

fn new_status(story: &Story, name: &str) -> Status {
    status(story.org, StatusId::from_uuid(id()), name)
}

fn new_label(story: &Story, name: &str) -> Label {
    label(story.org, LabelId::from_uuid(id()), name)
}

async fn status_of(store: &dyn Storage, story: &Story, id: StatusId) -> Status {
    let found = store.status(&story.view(), id).await.unwrap();
    found.value.expect("the status")
}

async fn label_of(store: &dyn Storage, story: &Story, id: LabelId) -> Label {
    let found = store.label(&story.view(), id).await.unwrap();
    found.value.expect("the label")
}

/// Every category, every field that may be absent, and the largest rank.
pub(in crate::behaviours) async fn statuses_and_labels_are_read_as_they_were_written(
    bench: &Bench,
) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    for category in Category::ALL {
        let new = Status {
            category,
            ..new_status(&story, category.name())
        };
        write(store, &story, [Row::Status(new.clone())]).await;
        let read = status_of(store, &story, new.id).await;
        let at = read.created_at;
        let expected = Status {
            created_at: at,
            updated_at: at,
            ..new
        };
        assert!(at > Time::from_micros(0));
        assert_eq!(read, expected);
        let changed = Status {
            name: format!("another {}", category.name()),
            description: None,
            rank: 0,
            archived: true,
            version: 2,
            ..read.clone()
        };
        let change = updated(Row::Status(read), Row::Status(changed.clone()));
        committed(store, batch([part(story.org, [change])])).await;
        assert_eq!(status_of(store, &story, changed.id).await, changed);
    }

    let new = new_label(&story, "roof");
    write(store, &story, [Row::Label(new.clone())]).await;
    let read = label_of(store, &story, new.id).await;
    let at = read.created_at;
    let expected = Label {
        created_at: at,
        updated_at: at,
        ..new
    };
    assert_eq!(read, expected);
    let changed = Label {
        name: "cellar".to_owned(),
        color: None,
        description: None,
        archived: true,
        version: 2,
        ..read.clone()
    };
    let change = updated(Row::Label(read), Row::Label(changed.clone()));
    committed(store, batch([part(story.org, [change])])).await;
    assert_eq!(label_of(store, &story, changed.id).await, changed);
}

pub(in crate::behaviours) async fn names_of_statuses_and_labels_are_there_once(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    // A status and a label may have one name.
    let status = new_status(&story, "Urgent");
    let label = new_label(&story, "Urgent");
    let both = [Row::Status(status.clone()), Row::Label(label.clone())];
    write(store, &story, both).await;
    let again = "uRGENT";
    let key = "urgent".to_owned();
    for (row, taken) in [
        (
            Row::Status(new_status(&story, again)),
            Unique::StatusName(key.clone()),
        ),
        (
            Row::Label(new_label(&story, again)),
            Unique::LabelName(key.clone()),
        ),
    ] {
        let insert = batch([part(story.org, [Write::Insert(row)])]);
        assert_eq!(refused(store, insert).await, Failure::Taken(taken));
    }
    // What is gone leaves its name, as what is renamed does.
    let status = Row::Status(status_of(store, &story, status.id).await);
    let label = label_of(store, &story, label.id).await;
    let renamed = Label {
        name: "Calm".to_owned(),
        version: 2,
        ..label.clone()
    };
    let writes = [
        Write::Delete(status),
        updated(Row::Label(label), Row::Label(renamed)),
    ];
    committed(store, batch([part(story.org, writes)])).await;
    let both = [
        Row::Status(new_status(&story, again)),
        Row::Label(new_label(&story, again)),
    ];
    write(store, &story, both).await;
}

pub(in crate::behaviours) async fn lists_of_statuses_and_labels_leave_out_the_archived_or_the_others(
    bench: &Bench,
) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let mut all = Vec::new();
    for number in 0..4 {
        let (name, archived) = (number.to_string(), number % 2 == 1);
        all.push(Row::Status(Status {
            archived,
            ..new_status(&story, &name)
        }));
        all.push(Row::Label(Label {
            archived,
            ..new_label(&story, &name)
        }));
    }
    write(store, &story, all).await;
    let view = story.view();
    for (archived, expected) in [
        (None, &["0", "1", "2", "3"][..]),
        (Some(false), &["0", "2"]),
        (Some(true), &["1", "3"]),
    ] {
        let found = store.statuses(&view, archived, FIRST).await.unwrap().value;
        let names: Vec<_> = found.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, expected, "{archived:?}");
        let found = store.labels(&view, archived, FIRST).await.unwrap().value;
        let names: Vec<_> = found.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, expected, "{archived:?}");
    }
    // A page is filled with what is wanted.
    let two = Keyset::first(2);
    assert_eq!(
        store
            .statuses(&view, Some(true), two)
            .await
            .unwrap()
            .value
            .len(),
        2
    );
    assert_eq!(
        store
            .labels(&view, Some(true), two)
            .await
            .unwrap()
            .value
            .len(),
        2
    );
}

pub(in crate::behaviours) async fn a_task_may_name_what_is_there_and_no_archived_label(
    bench: &Bench,
) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let (team, label) = (story.team("roofers"), new_label(&story, "roof"));
    let old = Label {
        archived: true,
        ..new_label(&story, "thatch")
    };
    let rows = [
        Row::Team(team.clone()),
        Row::Label(label.clone()),
        Row::Label(old.clone()),
    ];
    write(store, &story, rows).await;
    let other = Story::begin(store).await;
    let (their_team, their_label) = (other.team("roofers"), new_label(&other, "roof"));
    let rows = [
        Row::Team(their_team.clone()),
        Row::Label(their_label.clone()),
    ];
    write(store, &other, rows).await;
    let owner = story.principal();
    let all = TaskNames {
        teams: vec![team.id, team.id],
        principals: vec![owner],
        labels: vec![label.id],
    };
    let not_so = Principal::Service(ServiceId::from_uuid(owner.uuid()));
    let with = |teams: &[TeamId], principals: &[Principal], labels: &[LabelId]| TaskNames {
        teams: [&all.teams, teams].concat(),
        principals: [&all.principals, principals].concat(),
        labels: [&all.labels, labels].concat(),
    };
    for (names, may) in [
        (TaskNames::default(), true),
        (all.clone(), true),
        (with(&[their_team.id], &[], &[]), false),
        (with(&[], &[other.principal()], &[]), false),
        (with(&[], &[not_so], &[]), false),
        (with(&[], &[], &[their_label.id]), false),
        (with(&[], &[], &[old.id]), false),
    ] {
        let found = store.task_may_name(&story.view(), &names).await.unwrap();
        assert_eq!(found.value, may, "{names:?}");
    }
}

pub(in crate::behaviours) async fn lists_of_statuses_and_labels_go_both_ways(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let rows_of = |number: u32| {
        let name = number.to_string();
        [
            Row::Status(new_status(&story, &name)),
            Row::Label(new_label(&story, &name)),
        ]
    };
    write(&*store, &story, (0..5).flat_map(rows_of)).await;
    let view = story.view();
    for archived in [None, Some(false)] {
        let list = |keyset| store.statuses(&view, archived, keyset).map_ok(rows);
        goes_both_ways("statuses", |row| row.id.uuid(), list).await;
        let list = |keyset| store.labels(&view, archived, keyset).map_ok(rows);
        goes_both_ways("labels", |row| row.id.uuid(), list).await;
    }
}
