//! Where tasks stand by hand.

use futures_util::future::join_all;
use tenantry::Time;
use tenantry::storage::{Failure, Row, Unique, Verdict, Write};
use tenantry::tasks::{Position, Task};

use super::{change, new_task, read, write};
use crate::Bench;
use crate::fixture::{Story, batch, committed, part, refused, updated};

fn at(text: &str) -> Position {
    Position::from_text(text).expect("a position")
}

fn standing(story: &Story, text: &str) -> Task {
    Task {
        position: at(text),
        ..new_task(story, text)
    }
}

/// The task as it stands elsewhere.
fn moved(task: &Task, to: &str) -> Task {
    Task {
        position: at(to),
        version: task.version + 1,
        ..task.clone()
    }
}

pub(in crate::behaviours) async fn the_next_position_is_found_on_either_side(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let neighbour = story.beside(store).await;
    let mut tasks = ["20", "2080", "30", "4001"].map(|text| standing(&story, text));
    // One that is deleted keeps its place.
    tasks[2].deleted_at = Some(Time::from_micros(1));
    write(store, &story, tasks.map(Row::Task)).await;
    write(store, &neighbour, [Row::Task(standing(&neighbour, "2040"))]).await;
    for (of, before, behind) in [
        ("01", None, Some("20")),
        ("20", None, Some("2080")),
        // Bytes are compared, of which a beginning comes first.
        ("2001", Some("20"), Some("2080")),
        ("2080", Some("20"), Some("30")),
        ("3f", Some("30"), Some("4001")),
        ("4001", Some("30"), None),
        ("ff", Some("4001"), None),
    ] {
        for (is_behind, expected) in [(false, before), (true, behind)] {
            let view = story.view();
            let found = store.position_beside(&view, &at(of), is_behind).await;
            let found = found.unwrap().value;
            let found = found.as_ref().map(Position::as_str);
            assert_eq!(found, expected, "{of}, behind: {is_behind}");
        }
    }
}

pub(in crate::behaviours) async fn no_two_tasks_are_moved_to_one_position(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let neighbour = story.beside(store).await;
    let tasks = ["20", "30", "40"].map(|text| standing(&story, text));
    write(store, &story, tasks.clone().map(Row::Task)).await;
    // In another organisation it is another place.
    write(store, &neighbour, [Row::Task(standing(&neighbour, "20"))]).await;
    let [one, other, last] = &tasks;
    let one = read(store, &story, one.id).await;
    let onto = |from: &Task, to: &str| {
        let write = updated(Row::Task(from.clone()), Row::Task(moved(from, to)));
        batch([part(story.org, [write])])
    };
    let taken = |text: &str| Failure::Taken(Unique::Position(at(text)));
    let new = Write::Insert(Row::Task(standing(&story, "30")));
    let insert = batch([part(story.org, [new])]);
    assert_eq!(refused(store, insert).await, taken("30"));
    assert_eq!(refused(store, onto(&one, "30")).await, taken("30"));
    // Also one that stands where it was made.
    let made = new_task(&story, "made");
    write(store, &story, [Row::Task(made.clone())]).await;
    let own = made.position.as_str();
    assert_eq!(refused(store, onto(&one, own)).await, taken(own));
    // What is left is free, also for those of the same group.
    change(store, &one, &moved(&one, "50")).await;
    let (other, last) = (
        read(store, &story, other.id).await,
        read(store, &story, last.id).await,
    );
    let both = [onto(&other, "20"), onto(&last, "20")];
    let verdicts = join_all(both.map(|batch| store.commit(batch))).await;
    let won = |verdict: &&_| matches!(verdict, &&Ok(Verdict::Committed(_)));
    assert_eq!(verdicts.iter().filter(won).count(), 1, "{verdicts:?}");
    let lost = |verdict: &&_| matches!(verdict, &&Ok(Verdict::Refused(_)));
    assert_eq!(verdicts.iter().filter(lost).count(), 1, "{verdicts:?}");
    // One that stays where it is may be changed.
    let stays = read(store, &story, one.id).await;
    committed(store, onto(&stays, "50")).await;
}
