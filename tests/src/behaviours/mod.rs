//! The list of behaviours. A file holds those of one idea.

mod access;
mod backup;
mod catalogue;
mod commit;
mod crashes;
mod crossings;
mod cursors;
mod directory;
mod expectations;
mod groups;
mod housekeeping;
mod journal;
mod members;
mod migrations;
mod mirrors;
mod operations;
mod pages;
mod positions;
mod processes;
mod projects;
mod pruning;
mod purge;
mod races;
mod readers;
mod replays;
mod servers;
mod strangers;
mod tasks;
mod teams;
mod twins;
mod walls;
mod watch;
mod whole;
mod writes;

use futures_util::future::BoxFuture;

pub use catalogue::{TABLES_OF_AN_ORGANISATION, TABLES_OF_SEARCHES};

use crate::{Bench, Kit, Reach};

/// Something that every store does.
#[derive(Clone, Copy, Debug)]
pub struct Behaviour {
    /// The sentence, as a name.
    pub name: &'static str,
    /// What the store must offer for the behaviour to be asked for.
    pub asks: Asks,
    /// Insists on the behaviour; panics where it is not shown.
    pub show: for<'b> fn(&'b Bench) -> BoxFuture<'b, ()>,
}

/// What a behaviour asks of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// That it can be opened again from so far.
    For(Reach),
    /// A catalogue.
    Catalogue,
    /// A server that may be killed.
    Server,
}

impl Behaviour {
    /// Whether a store offers what the behaviour asks for.
    #[must_use]
    pub fn applies_to(&self, kit: &Kit) -> bool {
        match self.asks {
            Asks::For(reach) => kit.reach >= reach,
            Asks::Catalogue => kit.catalogue.is_some(),
            Asks::Server => kit.server.is_some(),
        }
    }
}

macro_rules! behaviours {
    ($($file:ident asks $asks:expr => { $($name:ident),* $(,)? })*) => {
        /// Every behaviour, in the order of the files.
        #[must_use]
        pub fn behaviours() -> Vec<Behaviour> {
            use Asks::{Catalogue, For, Server};
            use Reach::{Handle, Machine, Process};
            vec![$($(Behaviour {
                name: stringify!($name),
                asks: $asks,
                show: |bench| Box::pin($file::$name(bench)),
            }),*),*]
        }
    };
}

behaviours! {
    commit asks For(Handle) => {
        applies_all_of_a_batch,
        applies_nothing_of_a_refused_batch,
        answers_with_where_each_scope_stands,
        gives_rows_and_entries_one_time,
        time_is_never_behind_the_last_entry,
        lands_whole_when_the_caller_stops_waiting,
        refuses_a_scope_that_there_is_not,
        refuses_a_row_of_another_scope,
        a_part_that_only_expects_moves_nothing,
        landed_tells_whether_a_commit_landed,
        a_decision_that_has_expired_is_refused,
    }
    writes asks For(Handle) => {
        an_empty_batch_commits_nothing,
        writes_odd_text_as_it_is,
        an_insert_and_a_delete_of_one_row_follow_each_other,
        a_sweep_removes_what_it_covers_and_nothing_else,
        a_sweep_of_keys_ends_all_of_one_owner,
        a_sweep_of_service_keys_ends_all_of_one_organisation,
        a_sweep_of_ended_keys_spares_those_that_work_or_count,
    }
    access asks For(Handle) => {
        a_standing_holds_what_was_given_by_every_way,
        a_holder_has_a_role_once_in_one_place,
        an_object_is_shared_with_a_holder_once,
        a_link_is_found_with_its_secret_while_it_is_shared_with,
        names_of_roles_and_permissions_are_there_once,
        a_sweep_of_assignments_takes_a_holders_and_a_teams,
        lists_of_rights_go_both_ways,
    }
    projects asks For(Handle) => {
        a_list_of_projects_shows_what_somebody_sees,
        a_list_of_projects_shows_what_is_shared_now,
        lists_of_projects_go_both_ways,
    }
    tasks asks For(Handle) => {
        tasks_are_read_as_they_were_written,
        a_task_that_comes_again_has_nothing_of_the_old_one,
        a_label_that_goes_goes_off_its_tasks,
        tasks_are_read_with_what_they_are_part_of,
        comments_hang_on_their_task,
        a_status_is_used_while_any_task_has_it,
        the_next_position_is_found_on_either_side,
        no_two_tasks_are_moved_to_one_position,
        a_list_of_tasks_shows_what_somebody_sees,
        a_list_of_tasks_shows_what_is_assigned,
        a_list_of_tasks_shows_what_is_shared_now,
        a_list_of_tasks_shows_what_is_asked_for,
        lists_of_tasks_go_on_behind_a_mark,
        what_is_never_due_comes_last_and_once,
        a_search_finds_all_of_its_words_by_their_beginnings,
        a_search_goes_by_the_text_as_it_is,
        a_search_stays_in_its_organisation,
        counts_are_a_recount_at_any_moment,
        counts_follow_every_change_of_a_task,
        counts_of_a_team_follow_its_tree,
        lists_of_thousands_of_tasks_are_exact_for_everybody,
        whatever_is_done_to_tasks_is_listed_and_counted_as_it_is,
        statuses_and_labels_are_read_as_they_were_written,
        names_of_statuses_and_labels_are_there_once,
        lists_of_statuses_and_labels_leave_out_the_archived_or_the_others,
        lists_of_statuses_and_labels_go_both_ways,
        a_task_may_name_what_is_there_and_no_archived_label,
    }
    commit asks For(Process) => {
        is_durable_when_it_returns,
    }
    expectations asks For(Handle) => {
        narrowed_must_stand,
        rights_must_stand,
        a_version_must_stand,
        a_row_must_be_present,
        a_row_must_be_absent,
        a_counter_must_stand,
        an_insert_finds_its_name_free,
        an_insert_finds_its_unique_values_free,
        an_update_finds_the_version_it_was_read_at,
        an_update_finds_new_unique_values_free,
        a_delete_finds_the_version_it_was_read_at,
        a_deleted_row_frees_its_unique_values,
        a_counter_stays_within_its_bounds,
        a_limit_is_told_where_nothing_is_stale,
        organisations_of_a_person_are_counted_where_they_are,
        a_counter_may_move_towards_a_lowered_bound,
    }
    groups asks For(Handle) => {
        batches_of_a_group_behave_as_if_one_came_after_the_other,
        one_that_is_refused_harms_no_neighbour,
        one_that_fails_harms_no_neighbour,
        a_swap_of_unique_values_in_one_group_is_whole_or_not,
        a_row_that_many_of_a_group_change_is_written_once_at_its_end,
        a_sweep_spares_what_the_group_adds_later,
        groups_of_many_scopes_keep_their_journals_apart,
        a_limit_in_a_group_admits_exactly_its_number,
    }
    journal asks For(Handle) => {
        every_entry_of_a_batch_is_appended,
        entries_are_numbered_without_a_gap,
        entries_keep_the_order_of_the_batch_and_of_the_commits,
        entries_are_chained_from_the_genesis_to_the_head,
        an_entry_is_kept_as_it_was_told,
        a_deletion_keeps_its_audience,
        personal_values_stand_beside_the_journal,
        activity_is_of_one_thing_and_newest_first,
        entries_come_in_slices_after_a_sequence,
        scopes_are_listed_organisations_first,
    }
    pruning asks For(Handle) => {
        checkpoints_are_found_and_listed_newest_first,
        pruning_removes_the_past_and_the_rest_verifies,
        pruning_without_its_checkpoint_is_refused,
    }
    replays asks For(Handle) => {
        the_same_key_and_input_are_answered_again,
        a_replay_writes_and_counts_nothing,
        the_same_key_with_another_input_is_refused,
        a_key_is_of_its_caller_operation_and_scope,
        a_refused_call_is_not_remembered,
        a_key_is_forgotten_after_a_day,
        a_replay_inside_one_group_is_answered,
        a_remembered_call_is_read_again,
    }
    positions asks For(Handle) => {
        a_read_says_where_the_scope_stands,
        rights_and_narrowed_follow_the_effects,
        a_read_says_which_version_the_proof_has,
        every_view_says_where_it_stands,
    }
    mirrors asks For(Handle) => {
        mirrored_tenants_are_kept_apart_in_every_read,
        mirrored_directories_are_kept_apart_in_every_read,
    }
    strangers asks For(Handle) => {
        a_read_finds_no_strangers_things_in_an_organisation,
        a_read_finds_no_strangers_rights_in_an_organisation,
        a_read_finds_no_strangers_tasks_in_an_organisation,
        a_read_finds_no_strangers_things_in_a_directory,
        a_read_finds_nothing_in_a_strangers_journal,
        a_read_stands_where_its_own_scope_does,
        trees_of_the_same_teams_are_kept_apart,
        an_old_idempotency_key_of_a_stranger_stays,
    }
    twins asks For(Handle) => {
        an_insert_finds_no_other_tenants_row,
        an_update_changes_no_other_tenants_row,
        a_delete_removes_no_other_tenants_row,
        a_tenant_is_deleted_and_no_other,
        an_expectation_looks_at_no_other_tenants_row,
        a_sweep_removes_no_other_tenants_rows,
        a_counter_counts_no_other_tenants_things,
        an_idempotency_key_answers_no_other_tenants_call,
        a_prune_removes_no_other_tenants_journal,
        a_chore_touches_no_other_tenants_row,
        a_purge_takes_nothing_of_a_twin,
    }
    operations asks For(Handle) => {
        nothing_of_a_neighbour_is_told_or_changed_by_any_operation,
        a_neighbour_in_one_directory_is_unknown,
        a_neighbour_in_another_directory_is_unknown,
    }
    walls asks For(Handle) => {
        two_tenants_may_have_the_same_unique_values,
        two_tenants_count_apart,
        what_there_is_not_is_not_found,
    }
    teams asks For(Handle) => {
        teams_are_read_as_they_were_written,
        lists_of_teams_follow_the_tree,
        a_team_path_leads_to_the_top,
        a_deep_tree_is_exact,
        team_lists_go_on_after_a_key,
        team_members_are_found_and_listed,
        members_of_all_teams_are_listed_by_team_and_principal,
        members_of_teams_are_counted_up_to_a_limit,
        a_standing_holds_the_roles_in_teams,
    }
    pages asks For(Handle) => {
        lists_of_an_organisation_go_both_ways,
        lists_of_a_directory_go_both_ways,
    }
    members asks For(Handle) => {
        an_organisation_is_read_as_it_was_written,
        members_are_found_and_listed_by_id,
        services_are_found_and_listed_by_id,
        an_id_of_the_other_kind_is_not_found,
    }
    directory asks For(Handle) => {
        a_directory_is_found_and_listed,
        users_are_found_and_listed_by_id,
        a_credential_comes_with_its_owner,
        a_vouched_subject_leads_to_its_person,
        subjects_of_a_person_are_read_up_to_200,
        keys_are_listed_of_their_owner,
        organisations_of_a_person_leave_out_the_deleted,
        memberships_come_with_the_heads_of_their_organisations,
        a_departed_organisation_leaves_its_last_hash,
    }
    cursors asks For(Handle) => {
        a_receipts_cursor_is_the_last_entrys,
        a_cursor_of_another_history_does_not_match,
    }
    cursors asks For(Process) => {
        the_feed_resyncs_a_cursor_that_the_backup_does_not_hold,
        a_cursor_that_the_backup_holds_goes_on,
    }
    housekeeping asks For(Handle) => {
        housekeeping_moves_no_version_and_tells_nothing,
        housekeeping_is_idempotent,
        an_update_leaves_alone_what_housekeeping_wrote,
        housekeeping_never_goes_back,
        housekeeping_of_what_there_is_not_does_nothing,
        forgotten_replays_are_gone_and_younger_ones_stay,
        replays_are_forgotten_in_slices,
        forgetting_goes_on_if_nobody_waits_for_it,
    }
    purge asks For(Handle) => {
        a_purge_goes_in_slices_until_nothing_is_left,
        a_slice_of_a_purge_changes_no_more_rows_than_it_may,
        a_purge_touches_nothing_of_an_organisation_in_use,
        a_purge_spares_the_neighbours,
        a_purged_organisation_can_be_asked_for_no_more,
    }
    catalogue asks Catalogue => {
        every_key_and_index_begins_with_its_tenant,
        no_foreign_key_crosses_from_an_organisation_to_a_directory,
        the_tables_of_an_organisation_are_these,
        a_purge_leaves_nothing_in_any_table,
        a_purge_removes_the_organisations_row_and_head_last,
    }
    backup asks For(Process) => {
        a_restored_backup_is_the_store_that_was,
        a_restored_store_goes_on,
        a_backup_between_two_slices_of_a_purge_is_whole,
        a_backup_refuses_to_overwrite_a_file,
        a_flipped_byte_is_found,
        a_missing_end_is_found,
        a_file_that_is_no_backup_is_refused,
        a_store_that_is_not_empty_refuses_a_restore,
        a_backup_while_others_write_holds_no_commit_in_part,
        a_backup_has_the_longest_name_that_there_is,
    }
    backup asks For(Machine) => {
        a_backup_that_is_killed_leaves_no_file_of_its_name,
    }
    races asks For(Handle) => {
        of_32_who_insert_one_key_one_wins,
        of_32_who_take_one_slug_one_wins,
        of_32_who_take_one_unique_value_one_wins,
        of_32_who_update_one_version_one_wins,
        of_32_who_consume_one_row_one_wins,
        of_32_who_rotate_one_key_one_wins,
        of_32_who_leave_one_owner_stays,
        of_64_who_pass_a_limit_exactly_its_number_do,
        of_32_with_one_idempotency_key_one_does_it,
        of_32_who_decide_on_the_same_rights_one_changes_them,
        of_32_who_take_from_each_other_one_wins,
    }
    crossings asks For(Handle) => {
        commits_that_cross_scopes_do_not_block_each_other,
        of_two_who_expect_what_the_other_changes_one_wins,
    }
    readers asks For(Handle) => {
        a_reader_sees_a_commit_whole_and_where_it_stands,
        a_reader_that_follows_misses_nothing,
        what_was_acknowledged_is_read_at_once,
    }
    watch asks For(Handle) => {
        a_commit_of_this_process_is_hinted,
        a_commit_before_the_first_poll_is_hinted_too,
    }
    watch asks For(Machine) => {
        a_commit_of_another_process_is_hinted,
    }
    migrations asks For(Process) => {
        a_store_that_is_opened_again_holds_what_it_held,
        opening_again_changes_nothing,
        many_open_a_fresh_address_at_once,
    }
    migrations asks For(Machine) => {
        processes_open_a_fresh_address_at_once,
    }
    processes asks For(Machine) => {
        processes_write_together_and_nothing_is_lost,
        a_limit_holds_across_processes,
        who_gets_no_turn_is_told_busy,
    }
    crashes asks For(Machine) => {
        a_process_killed_at_any_statement_leaves_commits_whole,
        a_replay_across_a_crash_is_answered_or_done_once,
    }
    servers asks Server => {
        a_server_killed_at_any_statement_leaves_commits_whole,
        a_server_that_is_away_is_unavailable_until_it_is_back,
    }
}
