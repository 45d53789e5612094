//! Each broken store is rejected, and by the behaviour that is about its defect.

use tenantry_conformance::model::Defect;
use tenantry_conformance::{behaviours, check};

/// Which behaviour is to notice a defect. Others may notice it too.
fn witness(defect: Defect) -> &'static str {
    match defect {
        Defect::ForgetsTheTenantInARead => "mirrored_tenants_are_kept_apart_in_every_read",
        Defect::ForgetsTheTenantInAnUpdate => "an_update_changes_no_other_tenants_row",
        Defect::ForgetsTheTenantInADelete => "a_delete_removes_no_other_tenants_row",
        Defect::ForgetsTheTenantInASweep => "a_sweep_removes_no_other_tenants_rows",
        Defect::ForgetsTheTenantInACounter => "a_counter_counts_no_other_tenants_things",
        Defect::ForgetsTheTenantInAReplay => "an_idempotency_key_answers_no_other_tenants_call",
        Defect::ForgetsTheTenantInAPrune => "a_prune_removes_no_other_tenants_journal",
        Defect::ForgetsTheTenantInAChore => "a_chore_touches_no_other_tenants_row",
        Defect::ForgetsTheTenantInAPurge => "a_purge_takes_nothing_of_a_twin",
        Defect::ForgetsTheTenantInAUniqueKey => "two_tenants_may_have_the_same_unique_values",
        Defect::AcknowledgesBeforeDurable => "is_durable_when_it_returns",
        Defect::DropsAnEntry => "every_entry_of_a_batch_is_appended",
        Defect::GapsTheSequence => "entries_are_numbered_without_a_gap",
        Defect::ReordersEntries => "entries_keep_the_order_of_the_batch_and_of_the_commits",
        Defect::SkipsNarrowed => "narrowed_must_stand",
        Defect::SkipsRights => "rights_must_stand",
        Defect::SkipsVersion => "a_version_must_stand",
        Defect::SkipsPresent => "a_row_must_be_present",
        Defect::SkipsAbsent => "a_row_must_be_absent",
        Defect::SkipsCounted => "a_counter_must_stand",
        Defect::TestsWithoutTheOverlay => {
            "batches_of_a_group_behave_as_if_one_came_after_the_other"
        }
        Defect::LetsOneSinkTheGroup => "one_that_is_refused_harms_no_neighbour",
        Defect::AppliesHalfABatch => "applies_nothing_of_a_refused_batch",
        Defect::ReplaysAnotherInput => "the_same_key_with_another_input_is_refused",
        Defect::MatchesAForeignCursor => "a_cursor_of_another_history_does_not_match",
        Defect::ServesAStalePosition => "a_read_says_where_the_scope_stands",
        Defect::CountsTwiceOnRetry => "a_replay_writes_and_counts_nothing",
        Defect::LosesTheAudienceOfADeletion => "a_deletion_keeps_its_audience",
    }
}

/// Whether a store with a defect shows a behaviour.
fn shows(defect: Defect, name: &str) -> Result<(), String> {
    let mut all = behaviours().into_iter();
    let witness = all.find(|behaviour| behaviour.name == name);
    witness.map_or(Err(String::new()), |witness| check(defect.kit(), &witness))
}

#[test]
fn every_defect_is_rejected_by_the_behaviour_about_it() {
    let names: Vec<&str> = behaviours()
        .iter()
        .map(|behaviour| behaviour.name)
        .collect();
    for defect in Defect::ALL {
        let witness = witness(*defect);
        assert!(names.contains(&witness), "nothing is called `{witness}`");
        let why = shows(*defect, witness)
            .expect_err(&format!("{defect:?} is not rejected by `{witness}`"));
        println!("{defect:?}: {why}");
    }
}

#[test]
fn operations_notice_whose_rows_a_broken_store_takes() {
    for defect in [
        Defect::ForgetsTheTenantInARead,
        Defect::ForgetsTheTenantInAPrune,
        Defect::ForgetsTheTenantInAPurge,
    ] {
        let witness = "nothing_of_a_neighbour_is_told_or_changed_by_any_operation";
        shows(defect, witness).expect_err(&format!("{defect:?} is not noticed"));
    }
}
