//! The tables as Diesel sees them. A test keeps this equal to the migrations on both engines.

diesel::table! {
    council_setting (setting, from_at) {
        setting -> Text,
        value -> Text,
        from_at -> BigInt,
        set_by -> Text,
    }
}

diesel::table! {
    team (id) {
        id -> Text,
        name -> Text,
        area -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    staff (id) {
        id -> Text,
        full_name -> Text,
        first_name -> Text,
        job -> Text,
        email -> Text,
        phone -> Nullable<Text>,
        created_at -> BigInt,
        left_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    staff_post (id) {
        id -> Text,
        staff_id -> Text,
        kind -> Text,
        team_id -> Nullable<Text>,
        from_on -> Date,
        to_on -> Nullable<Date>,
        set_at -> BigInt,
        set_by -> Text,
    }
}

diesel::table! {
    staff_role (id) {
        id -> Text,
        staff_id -> Text,
        role -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        granted_at -> BigInt,
        granted_by -> Text,
    }
}

diesel::table! {
    person (id) {
        id -> Text,
        pseudonym -> Text,
        created_at -> BigInt,
        created_by -> Text,
        import_id -> Nullable<Text>,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    person_fact (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        answer -> Text,
        value -> Text,
        said_by -> Text,
        true_from -> Nullable<Date>,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
    }
}

diesel::table! {
    episode (id) {
        id -> Text,
        person_id -> Text,
        started_on -> Date,
        ended_on -> Nullable<Date>,
        reason_started -> Text,
        legal_status -> Text,
        need_code -> Text,
        place -> Text,
        place_provider -> Text,
        reason_ended -> Text,
        reason_place_change -> Text,
        home_postcode -> Text,
        place_postcode -> Text,
        urn -> Text,
        authority -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
    }
}

diesel::table! {
    dated_fact (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        detail -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
    }
}

diesel::table! {
    return_row (id) {
        id -> Text,
        person_id -> Text,
        file -> Text,
        return_year -> Integer,
        natural_key -> Text,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        code -> Text,
        detail -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
        import_id -> Nullable<Text>,
    }
}

diesel::table! {
    relationship (id) {
        id -> Text,
        person_id -> Text,
        staff_id -> Nullable<Text>,
        team_id -> Nullable<Text>,
        kind -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        reason -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        ended_at -> Nullable<BigInt>,
        ended_by -> Nullable<Text>,
    }
}

diesel::table! {
    restriction (id) {
        id -> Text,
        person_id -> Text,
        grade -> Text,
        reason -> Text,
        review_on -> Date,
        set_at -> BigInt,
        set_by -> Text,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    restriction_named (restriction_id, staff_id) {
        restriction_id -> Text,
        staff_id -> Text,
    }
}

diesel::table! {
    person_summary (person_id) {
        person_id -> Text,
        shown_name -> Text,
        sort_name -> Text,
        child_number -> Text,
        born_on -> Date,
        status -> Text,
        status_says -> Text,
        next_change_on -> Nullable<Date>,
        next_status -> Nullable<Text>,
        looked_after -> Bool,
        record_restricted -> Bool,
        team_id -> Nullable<Text>,
        adviser_id -> Nullable<Text>,
        adviser_name -> Text,
        adviser_since -> Nullable<Date>,
        lives -> Text,
        last_changed_at -> BigInt,
        computed_on -> Date,
        late -> Integer,
        soon -> Integer,
        on_track -> Integer,
        late_respected -> Bool,
        late_since -> Nullable<Date>,
        next_due_on -> Nullable<Date>,
        last_talked_on -> Nullable<Date>,
        clocks_change_on -> Nullable<Date>,
        clocks_on -> Nullable<Date>,
    }
}

diesel::table! {
    search_key (search_text, kind, person_id) {
        person_id -> Text,
        search_text -> Text,
        kind -> Text,
    }
}

diesel::table! {
    event (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        happened_on -> Date,
        recorded_at -> BigInt,
        recorded_by -> Text,
        says -> Text,
        detail -> Text,
        import_id -> Nullable<Text>,
    }
}

diesel::table! {
    audit_event (seq) {
        seq -> BigInt,
        at -> BigInt,
        actor -> Text,
        actor_kind -> Text,
        session -> Text,
        role -> Text,
        relationship -> Text,
        action -> Text,
        class -> Text,
        record -> Text,
        purpose -> Text,
        route -> Text,
        result -> Text,
        origin -> Text,
        request -> Text,
        detail -> Text,
    }
}

diesel::table! {
    form_receipt (form_key) {
        form_key -> Text,
        actor -> Text,
        route -> Text,
        location -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    import_batch (id) {
        id -> Text,
        state -> Text,
        return_year -> Integer,
        authority -> Text,
        created_at -> BigInt,
        created_by -> Text,
        applied_at -> Nullable<BigInt>,
        undo_until -> Nullable<BigInt>,
        undone_at -> Nullable<BigInt>,
        result -> Text,
    }
}

diesel::table! {
    import_file (id) {
        id -> Text,
        import_id -> Text,
        position -> Integer,
        name -> Text,
        content -> Text,
    }
}

diesel::table! {
    import_choice (import_id, group_key) {
        import_id -> Text,
        group_key -> Text,
        choice -> Text,
        reason -> Text,
        chosen_at -> BigInt,
        chosen_by -> Text,
    }
}

diesel::table! {
    import_change (import_id, position) {
        import_id -> Text,
        position -> Integer,
        stored_in -> Text,
        row_id -> Text,
        replaces -> Nullable<Text>,
    }
}

diesel::table! {
    message_out (id) {
        id -> Text,
        person_id -> Nullable<Text>,
        staff_id -> Nullable<Text>,
        channel -> Text,
        address -> Text,
        body -> Text,
        created_at -> BigInt,
        taken_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    account (who) {
        who -> Text,
        passkey_handle -> Text,
        created_at -> BigInt,
        last_used_at -> Nullable<BigInt>,
        idle_since_at -> BigInt,
        warned_at -> Nullable<BigInt>,
        disabled_at -> Nullable<BigInt>,
        disabled_why -> Nullable<Text>,
    }
}

diesel::table! {
    account_password (who) {
        who -> Text,
        password_hash -> Text,
        set_at -> BigInt,
    }
}

diesel::table! {
    account_totp (who) {
        who -> Text,
        secret -> Text,
        confirmed_at -> BigInt,
        last_step -> BigInt,
    }
}

diesel::table! {
    account_contact (kind, folded) {
        kind -> Text,
        folded -> Text,
        who -> Text,
        shown -> Text,
        since_at -> BigInt,
    }
}

diesel::table! {
    account_passkey (id) {
        id -> Text,
        who -> Text,
        credential_id -> Text,
        credential -> Text,
        named -> Text,
        created_at -> BigInt,
        last_used_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    account_invite (token_digest) {
        token_digest -> Text,
        who -> Text,
        kind -> Text,
        totp_secret -> Text,
        created_at -> BigInt,
        created_by -> Text,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    account_browser (token_digest) {
        token_digest -> Text,
        who -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    guess (lane) {
        lane -> Text,
        failures -> Integer,
        last_at -> BigInt,
    }
}

diesel::table! {
    one_time_code (id) {
        id -> Text,
        binding -> Text,
        contact -> Text,
        who -> Nullable<Text>,
        code_digest -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        tries -> Integer,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    adviser_phrase (id) {
        id -> Text,
        binding -> Text,
        phrase_digest -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        who -> Nullable<Text>,
        confirmed_by -> Nullable<Text>,
        confirmed_at -> Nullable<BigInt>,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    session (handle) {
        handle -> Text,
        token_digest -> Text,
        who -> Text,
        door -> Text,
        kind -> Text,
        device -> Text,
        started_at -> BigInt,
        proved_at -> BigInt,
        last_used_at -> BigInt,
        ends_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        ended_why -> Nullable<Text>,
    }
}

diesel::table! {
    role_request (id) {
        id -> Text,
        staff_id -> Text,
        role -> Text,
        reason -> Text,
        asked_at -> BigInt,
        asked_by -> Text,
        settled_at -> Nullable<BigInt>,
        settled_by -> Nullable<Text>,
        granted -> Nullable<Bool>,
    }
}

diesel::table! {
    entitlement_claim (id) {
        id -> Text,
        person_id -> Text,
        entitlement -> Text,
        kind -> Text,
        happened_on -> Date,
        pence -> Nullable<BigInt>,
        words -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        struck_at -> Nullable<BigInt>,
        struck_by -> Nullable<Text>,
        struck_why -> Nullable<Text>,
    }
}

diesel::table! {
    paper_known (id) {
        id -> Text,
        person_id -> Text,
        paper -> Text,
        state -> Text,
        happened_on -> Date,
        words -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
    }
}

diesel::table! {
    evidence (id) {
        id -> Text,
        series -> Text,
        person_id -> Text,
        kind -> Text,
        class -> Text,
        happened_on -> Date,
        until_on -> Nullable<Date>,
        outcome -> Text,
        at_home -> Nullable<Text>,
        about -> Nullable<Text>,
        clock -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        marks -> Text,
        words -> Nullable<Text>,
        detail -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    contact (evidence) {
        evidence -> Text,
        person_id -> Text,
        draft -> Text,
        way -> Text,
        their_words -> Text,
        said_how -> Text,
        seemed -> Nullable<Integer>,
        what_happened -> Text,
        next_steps -> Text,
        share -> Text,
        share_reason -> Text,
        recorded_at -> BigInt,
        talk_by -> Nullable<Date>,
        look_on -> Nullable<Date>,
    }
}

diesel::table! {
    clock_line (person_id, clock, kind, about) {
        person_id -> Text,
        clock -> Text,
        kind -> Text,
        about -> Text,
        class -> Text,
        state -> Text,
        owner -> Text,
        anchor_on -> Date,
        due_on -> Date,
        reason_code -> Text,
        reason -> Text,
        planned_on -> Nullable<Date>,
    }
}

diesel::table! {
    calendar_feed (id) {
        id -> Text,
        token_digest -> Text,
        staff_id -> Nullable<Text>,
        person_id -> Nullable<Text>,
        made_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    promise_reminder (id) {
        id -> Text,
        person_id -> Text,
        clock -> Text,
        about -> Text,
        asked_at -> BigInt,
        answered_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    reply (id) {
        id -> Text,
        person_id -> Text,
        entry -> Text,
        kind -> Text,
        words -> Text,
        said_at -> BigInt,
        said_by -> Text,
        answer -> Nullable<Text>,
        answer_words -> Nullable<Text>,
        answered_at -> Nullable<BigInt>,
        answered_by -> Nullable<Text>,
    }
}

diesel::table! {
    meeting (person_id, id) {
        person_id -> Text,
        id -> Text,
        kind -> Text,
        planned_on -> Date,
        held_on -> Nullable<Date>,
        report_shared_at -> Nullable<BigInt>,
        decisions_shared_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        called_off_at -> Nullable<BigInt>,
        care_evidence -> Nullable<Text>,
        plan_evidence -> Nullable<Text>,
        set_up_at -> BigInt,
        set_up_by -> Text,
    }
}

diesel::table! {
    meeting_entry (id) {
        id -> Text,
        person_id -> Text,
        meeting_id -> Text,
        position -> Integer,
        about -> Text,
        kind -> Text,
        entry -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
    }
}

diesel::table! {
    disclosure (id) {
        id -> Text,
        person_id -> Text,
        ground -> Text,
        with_whom -> Text,
        what -> Text,
        why -> Text,
        alternatives -> Text,
        asked -> Text,
        told -> Text,
        told_review_on -> Nullable<Date>,
        proposed_at -> BigInt,
        proposed_by -> Text,
        decision -> Nullable<Text>,
        decision_words -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Text>,
    }
}

diesel::table! {
    share_decision (id) {
        id -> Text,
        person_id -> Text,
        entry -> Text,
        decision -> Text,
        words -> Text,
        review_on -> Nullable<Date>,
        decided_at -> BigInt,
        decided_by -> Text,
    }
}

diesel::table! {
    plan_entry (id) {
        id -> Text,
        person_id -> Text,
        position -> Integer,
        about -> Text,
        kind -> Text,
        entry -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
    }
}

diesel::table! {
    plan_version (id) {
        id -> Text,
        person_id -> Text,
        number -> Integer,
        position -> Integer,
        situation -> Text,
        content -> Text,
        evidence -> Text,
        sent_at -> BigInt,
        sent_by -> Text,
    }
}

diesel::table! {
    plan_agreement (id) {
        id -> Text,
        version_id -> Text,
        person_id -> Text,
        answer -> Text,
        words -> Text,
        heard -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
    }
}

diesel::table! {
    plan_decision (id) {
        id -> Text,
        version_id -> Text,
        person_id -> Text,
        decision -> Text,
        seen -> Bool,
        took_part -> Bool,
        analysis -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
    }
}

diesel::table! {
    assessment_entry (id) {
        id -> Text,
        series -> Text,
        person_id -> Text,
        domain -> Text,
        side -> Text,
        who -> Text,
        said_on -> Date,
        going_well -> Text,
        hard -> Text,
        wants -> Text,
        helps -> Text,
        evidence -> Text,
        number -> Nullable<Integer>,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    assessment_analysis (id) {
        id -> Text,
        person_id -> Text,
        domain -> Text,
        words -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    assessment_view (id) {
        id -> Text,
        person_id -> Text,
        domain -> Text,
        view -> Text,
        words -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
    }
}

diesel::table! {
    assessment_step (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        about -> Text,
        happened_on -> Date,
        words -> Text,
        seen -> Bool,
        took_part -> Bool,
        recorded_at -> BigInt,
        recorded_by -> Text,
    }
}

diesel::table! {
    going_answer (id) {
        id -> Text,
        person_id -> Text,
        side -> Text,
        area -> Text,
        answered_on -> Date,
        step -> Nullable<Text>,
        area_says -> Text,
        step_says -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    going_note (id) {
        id -> Text,
        person_id -> Text,
        side -> Text,
        answered_on -> Date,
        changed -> Text,
        helped -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    going_order (id) {
        id -> Text,
        person_id -> Text,
        areas -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
    }
}

diesel::table! {
    scale_question (id) {
        id -> Text,
        series -> Text,
        person_id -> Text,
        starter -> Text,
        asks -> Text,
        zero_means -> Text,
        ten_means -> Text,
        good_enough -> Nullable<Integer>,
        good_day -> Text,
        side -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::table! {
    scale_answer (id) {
        id -> Text,
        person_id -> Text,
        question -> Text,
        side -> Text,
        who -> Text,
        answered_on -> Date,
        number -> Nullable<Integer>,
        why -> Text,
        not_lower -> Text,
        one_higher -> Text,
        recorded_at -> BigInt,
        recorded_by -> Text,
        superseded_at -> Nullable<BigInt>,
        superseded_by -> Nullable<Text>,
    }
}

diesel::joinable!(role_request -> staff (staff_id));
diesel::joinable!(relationship -> staff (staff_id));
diesel::joinable!(restriction_named -> restriction (restriction_id));
diesel::joinable!(plan_agreement -> plan_version (version_id));
diesel::joinable!(plan_decision -> plan_version (version_id));
diesel::joinable!(session -> account (who));
diesel::joinable!(account_password -> account (who));
diesel::joinable!(account_passkey -> account (who));
diesel::joinable!(account_contact -> account (who));

diesel::allow_tables_to_appear_in_same_query!(
    council_setting,
    team,
    staff,
    staff_post,
    staff_role,
    person,
    person_fact,
    episode,
    dated_fact,
    entitlement_claim,
    paper_known,
    return_row,
    role_request,
    relationship,
    restriction,
    restriction_named,
    person_summary,
    search_key,
    event,
    audit_event,
    form_receipt,
    import_batch,
    import_file,
    import_choice,
    import_change,
    message_out,
    account,
    account_password,
    account_totp,
    account_contact,
    account_passkey,
    account_invite,
    account_browser,
    guess,
    one_time_code,
    adviser_phrase,
    session,
    evidence,
    contact,
    clock_line,
    calendar_feed,
    promise_reminder,
    plan_entry,
    plan_version,
    plan_agreement,
    plan_decision,
    assessment_entry,
    assessment_analysis,
    assessment_view,
    assessment_step,
    going_answer,
    going_note,
    going_order,
    scale_question,
    scale_answer,
    reply,
    share_decision,
    disclosure,
    meeting,
    meeting_entry,
);
