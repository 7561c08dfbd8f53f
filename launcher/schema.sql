-- PostgreSQL 18. Written by `./portico schema`; migrations are the truth, this is what they come to.
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE FUNCTION public.carrier_accept(new_id uuid, of_account uuid, of_kind text, of_digest bytea, of_body bytea, of_method text, of_type text, of_query text, at timestamp with time zone) RETURNS TABLE(id uuid, state text, fresh boolean)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH stored AS (
        INSERT INTO carrier_inbounddelivery
            (id, organisation_id, account_id, kind, digest, body, method, content_type, query, state, reading,
             received_at, created_at, attempts, error)
        SELECT new_id, a.organisation_id, a.id, of_kind, of_digest, of_body, of_method, of_type, of_query,
               'RECEIVED', '', at, at, 0, ''
          FROM carrier_carrieraccount a WHERE a.id = of_account
        ON CONFLICT (organisation_id, account_id, digest) DO NOTHING
        RETURNING carrier_inbounddelivery.id, carrier_inbounddelivery.state
    )
    SELECT stored.id, stored.state::text, true FROM stored
    UNION ALL
    SELECT d.id, d.state::text, false FROM carrier_inbounddelivery d
      JOIN carrier_carrieraccount a ON a.id = of_account AND a.organisation_id = d.organisation_id
     WHERE d.account_id = of_account AND d.digest = of_digest AND NOT EXISTS (SELECT 1 FROM stored)
$$;
CREATE FUNCTION public.carrier_accept_call(new_id uuid, of_account uuid, of_kind text, of_digest bytea, of_body bytea, of_method text, of_type text, of_query text, at timestamp with time zone, of_about text) RETURNS TABLE(id uuid, state text, fresh boolean)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH stored AS (
        INSERT INTO carrier_inbounddelivery
            (id, organisation_id, account_id, kind, digest, body, method, content_type, query, state, reading,
             received_at, created_at, attempts, error, about)
        SELECT new_id, a.organisation_id, a.id, of_kind, of_digest, of_body, of_method, of_type, of_query,
               'RECEIVED', '', at, at, 0, '', of_about
          FROM carrier_carrieraccount a WHERE a.id = of_account
        ON CONFLICT (organisation_id, account_id, digest) DO NOTHING
        RETURNING carrier_inbounddelivery.id, carrier_inbounddelivery.state
    )
    SELECT stored.id, stored.state::text, true FROM stored
    UNION ALL
    SELECT d.id, d.state::text, false FROM carrier_inbounddelivery d
      JOIN carrier_carrieraccount a ON a.id = of_account AND a.organisation_id = d.organisation_id
     WHERE d.account_id = of_account AND d.digest = of_digest AND NOT EXISTS (SELECT 1 FROM stored)
$$;
CREATE FUNCTION public.carrier_take_turn(of_account uuid, of_act text, per_second double precision, burst double precision, cost double precision) RETURNS double precision
    LANGUAGE sql
    SET search_path TO 'public', 'pg_temp'
    AS $$
    INSERT INTO carrier_turn AS kept (account_id, act, tokens, at)
    VALUES (of_account, of_act, burst - cost, clock_timestamp())
    ON CONFLICT (account_id, act) DO UPDATE
       SET tokens = least(
               burst,
               kept.tokens + per_second * greatest(0, extract(epoch FROM clock_timestamp() - kept.at))
           ) - cost,
           at = greatest(kept.at, clock_timestamp())
    RETURNING tokens
$$;
CREATE FUNCTION public.carrier_unapplied(before timestamp with time zone) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT DISTINCT organisation_id FROM carrier_inbounddelivery
     WHERE state IN ('RECEIVED', 'FAILED') AND received_at < before
$$;
CREATE FUNCTION public.contact_fold(said text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    SELECT CASE WHEN octet_length(said) = length(said) THEN lower(said) ELSE translate(
        regexp_replace(normalize(lower(said), NFKD), '[\u0300-\u036f]', '', 'g'), 'łøđıß', 'lodis') END
$$;
CREATE FUNCTION public.contact_search(wanted text, digits text, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
DECLARE
    tenant uuid := nullif(current_setting('app.organisation', true), '')::uuid;
    folded text := btrim(regexp_replace(contact_fold(wanted), '[\s,;]+', ' ', 'g'));
    patterns text[] := ARRAY(
        SELECT CASE WHEN length(word) < 3 THEN '% ' ELSE '%' END || word || '%'
          FROM unnest(string_to_array(folded, ' ')) word WHERE word <> '' ORDER BY length(word) DESC LIMIT 8);
    part text := CASE WHEN folded ~ '^[^ ]{3,}$' THEN '%' || folded || '%' END;
    number text := CASE WHEN length(digits) >= 4 THEN '%' || digits || '%' END;
    every_word text;
BEGIN
    SELECT coalesce(string_agg(format(
        'contact_words(c.display_name, c.first_name, c.middle_name, c.last_name, c.preferred_name, c.company_name)'
        ' LIKE $2[%s]', place), ' AND '), 'false')
      INTO every_word FROM generate_subscripts(patterns, 1) place;
    RETURN QUERY EXECUTE format($query$
        SELECT id FROM (
            SELECT id, CASE WHEN folded = $3 THEN 0 WHEN folded LIKE $3 || '%%' THEN 1 ELSE 2 END AS rank, folded AS name
              FROM (SELECT c.id, contact_fold(c.display_name) AS folded FROM contacts_contact c
                     WHERE c.organisation_id = $1 AND c.merged_into_id IS NULL AND %s LIMIT 2000) named
            UNION ALL
            (SELECT a.contact_id, CASE WHEN a.value LIKE '%%' || $6 THEN 1 ELSE 3 END, a.value
               FROM contacts_contactaddress a
              WHERE a.organisation_id = $1 AND a.value LIKE $4 AND a.kind NOT IN ('EMAIL', 'OTHER') LIMIT 500)
            UNION ALL
            (SELECT a.contact_id, 3, a.value FROM contacts_contactaddress a
              WHERE a.organisation_id = $1 AND a.value LIKE $5 AND a.kind = 'EMAIL' LIMIT 500)
        ) found GROUP BY id ORDER BY min(rank), min(name), id LIMIT $7
    $query$, every_word) USING tenant, patterns, folded, number, part, digits, most;
END
$_$;
CREATE FUNCTION public.contact_words(shown text, first_name text, middle_name text, last_name text, preferred_name text, company_name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    SELECT ' ' || public.contact_fold(shown || ' ' || first_name || ' ' || middle_name || ' ' || last_name
        || ' ' || preferred_name || ' ' || company_name)
$$;
CREATE FUNCTION public.conversation_day(at timestamp with time zone) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT floor(extract(epoch FROM at AT TIME ZONE 'UTC') / 86400)::bigint
$$;
CREATE FUNCTION public.conversation_keep_labels() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM conversations_label
         WHERE organisation_id = NEW.organisation_id AND conversation_id = NEW.id AND NOT tag = ANY (NEW.tags);
    END IF;
    INSERT INTO conversations_label
        (id, created_at, organisation_id, conversation_id, tag, status, is_owned, latest_at, waiting_since)
    SELECT gen_random_uuid(), now(), NEW.organisation_id, NEW.id, tag, NEW.status, NEW.owner_id IS NOT NULL,
           NEW.latest_at, NEW.waiting_since
      FROM (SELECT DISTINCT unnest(NEW.tags) AS tag) tags
    ON CONFLICT (organisation_id, conversation_id, tag) DO UPDATE
       SET status = excluded.status, is_owned = excluded.is_owned, latest_at = excluded.latest_at,
           waiting_since = excluded.waiting_since;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.conversation_period(tenant uuid, size text, number bigint) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT hashtextextended(tenant::text || size, number) $$;
CREATE FUNCTION public.conversation_periods(tenant uuid, at timestamp with time zone) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT ARRAY[public.conversation_period(tenant, '', 0),
                 public.conversation_period(tenant, 'week', public.conversation_day(at) / 7),
                 public.conversation_period(tenant, 'day', public.conversation_day(at))]
$$;
CREATE FUNCTION public.conversation_search(wanted text, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_indexscan TO 'off'
    AS $$
DECLARE
    tenant constant uuid := nullif(current_setting('app.organisation', true), '')::uuid;
    query constant tsquery := websearch_to_tsquery('simple', wanted);
    today constant bigint := conversation_day(now());
    few constant integer := 100;
    hits uuid[];
    stamps timestamptz[];
    more uuid[];
    times timestamptz[];
    stretch record;
BEGIN
    SELECT coalesce(array_agg(conversation_id), '{}'), coalesce(array_agg(occurred_at), '{}') INTO hits, stamps FROM (
        SELECT e.conversation_id, e.occurred_at FROM conversations_entry e
         WHERE e.organisation_id = tenant AND e.search @@ query
           AND conversation_periods(e.organisation_id, e.occurred_at) && ARRAY[conversation_period(tenant, '', 0)]
         LIMIT few) met;
    IF cardinality(hits) = few THEN
        FOR stretch IN SELECT * FROM (VALUES ('day', -1, 1), ('day', 2, 7), ('week', 0, 3), ('week', 4, 11),
                                             ('week', 12, 51), ('week', 52, 259), ('week', 260, 519)
                                     ) stretches (size, since, until) LOOP
            SELECT coalesce(array_agg(e.conversation_id), '{}'), coalesce(array_agg(e.occurred_at), '{}')
              INTO more, times FROM conversations_entry e
             WHERE e.organisation_id = tenant AND e.search @@ query
               AND conversation_periods(e.organisation_id, e.occurred_at) && ARRAY(
                   SELECT conversation_period(tenant, stretch.size,
                          CASE stretch.size WHEN 'day' THEN today ELSE today / 7 END - ago)
                     FROM generate_series(stretch.since, stretch.until) ago);
            hits := hits || more;
            stamps := stamps || times;
            EXIT WHEN (SELECT count(DISTINCT hit) FROM unnest(hits, stamps) AS found (hit, at)
                        WHERE at >= now() - make_interval(days =>
                              CASE stretch.size WHEN 'day' THEN stretch.until ELSE stretch.until * 7 END)) >= most;
        END LOOP;
    END IF;
    RETURN QUERY SELECT hit FROM unnest(hits, stamps) AS found (hit, at)
                  GROUP BY hit ORDER BY max(at) DESC, hit LIMIT most;
END
$$;
CREATE FUNCTION public.intake_check_moves() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a conflict check is never deleted' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (NEW.id, NEW.organisation_id, NEW.number, NEW.created_at) IS DISTINCT FROM
       (OLD.id, OLD.organisation_id, OLD.number, OLD.created_at)
       OR NEW.seq <> OLD.seq + 1
       OR NOT EXISTS (SELECT 1 FROM intake_checkevent e WHERE e.organisation_id = NEW.organisation_id
                      AND e.check_of_id = NEW.id AND e.seq = NEW.seq AND e.before = OLD.head AND e.digest = NEW.head)
    THEN
        RAISE EXCEPTION 'a conflict check moves on with a link of its chain only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION public.intake_keep_published() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published form is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.document <> OLD.document OR NEW.sha256 <> OLD.sha256 OR NEW.n <> OLD.n OR NEW.form_id <> OLD.form_id
       OR NEW.published_at <> OLD.published_at OR NEW.status = 'DRAFT'
       OR (OLD.status = 'RETIRED' AND NEW.status <> 'RETIRED') THEN
        RAISE EXCEPTION 'a published form is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION public.intake_keep_signature() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a signature is never changed' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE FUNCTION public.intake_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION public.party_name_candidates(wanted integer[], near text, most integer) RETURNS TABLE(party_id uuid, party_kind character varying, dob date, name_id uuid, name_kind character varying, raw character varying, readings jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "pg_trgm.similarity_threshold" TO '0.55'
    AS $$
DECLARE
    tenant uuid := nullif(current_setting('app.organisation', true), '')::uuid;
BEGIN
    RETURN QUERY
        WITH found AS MATERIALIZED (
            (SELECT n.id FROM intake_partyname n
              WHERE n.organisation_id = tenant AND n.keys && wanted LIMIT most)
            UNION
            (SELECT n.id FROM intake_partyname n
              WHERE near <> '' AND n.organisation_id = tenant AND n.norm % near
              ORDER BY similarity(n.norm, near) DESC, n.id LIMIT 60)
        )
        SELECT p.id, p.kind, p.dob, n.id, n.kind, n.raw, n.readings
          FROM found JOIN intake_partyname n ON n.organisation_id = tenant AND n.id = found.id
          JOIN intake_party p ON p.organisation_id = tenant AND p.id = n.party_id;
END
$$;
CREATE FUNCTION public.party_word_counts(wanted integer[], most integer) RETURNS TABLE(word integer, names bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    tenant uuid := nullif(current_setting('app.organisation', true), '')::uuid;
BEGIN
    FOREACH word IN ARRAY wanted LOOP
        names := (SELECT count(*) FROM (
            SELECT 1 FROM intake_partyname n
             WHERE n.organisation_id = tenant AND n.keys && ARRAY[word] LIMIT most) capped);
        RETURN NEXT;
    END LOOP;
END
$$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id uuid NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_allowedsite (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    origin character varying(300) NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.accounts_apikey (
    id uuid NOT NULL,
    name character varying(60) NOT NULL,
    key_hash character varying(64) NOT NULL,
    prefix character varying(16) NOT NULL,
    scopes character varying(32)[] NOT NULL,
    rate_per_minute integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_by_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT accounts_apikey_rate_per_minute_check CHECK ((rate_per_minute >= 0))
);
CREATE TABLE public.accounts_closure (
    id uuid NOT NULL,
    label character varying(80) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    location_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT closure_order CHECK ((ends_on >= starts_on))
);
CREATE TABLE public.accounts_holidayrule (
    id uuid NOT NULL,
    name character varying(80) NOT NULL,
    opens_minute smallint,
    closes_minute smallint,
    is_open_as_usual boolean NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT accounts_holidayrule_closes_minute_check CHECK ((closes_minute >= 0)),
    CONSTRAINT accounts_holidayrule_opens_minute_check CHECK ((opens_minute >= 0))
);
CREATE TABLE public.accounts_idempotencyrecord (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    key character varying(128) NOT NULL,
    digest character varying(64) NOT NULL,
    status smallint,
    body jsonb,
    started_at timestamp with time zone NOT NULL,
    api_key_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT accounts_idempotencyrecord_status_check CHECK ((status >= 0))
);
CREATE TABLE public.accounts_invitation (
    id uuid NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(12) NOT NULL,
    capabilities character varying(24)[] NOT NULL,
    token_hash character varying(64) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    invited_by_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.accounts_location (
    id uuid NOT NULL,
    name character varying(80) NOT NULL,
    street character varying(160) NOT NULL,
    city character varying(80) NOT NULL,
    region character varying(8) NOT NULL,
    postcode character varying(12) NOT NULL,
    time_zone character varying(64) NOT NULL,
    is_default boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.accounts_member (
    id uuid NOT NULL,
    role character varying(12) NOT NULL,
    capabilities character varying(24)[] NOT NULL,
    location_ids uuid[] NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    user_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    team_id uuid,
    is_walled boolean DEFAULT false NOT NULL
);
CREATE TABLE public.accounts_openingwindow (
    id uuid NOT NULL,
    weekday smallint NOT NULL,
    opens_minute smallint NOT NULL,
    closes_minute smallint NOT NULL,
    location_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT accounts_openingwindow_closes_minute_check CHECK ((closes_minute >= 0)),
    CONSTRAINT accounts_openingwindow_opens_minute_check CHECK ((opens_minute >= 0)),
    CONSTRAINT accounts_openingwindow_weekday_check CHECK ((weekday >= 0)),
    CONSTRAINT window_in_week CHECK (((closes_minute <= 1440) AND (opens_minute < 1440) AND (weekday <= 6)))
);
CREATE TABLE public.accounts_organisation (
    id uuid NOT NULL,
    name character varying(120) NOT NULL,
    slug character varying(60) NOT NULL,
    industry character varying(8) NOT NULL,
    time_zone character varying(64) NOT NULL,
    locale character varying(8) NOT NULL,
    country character varying(2) NOT NULL,
    region character varying(8) NOT NULL,
    hue smallint NOT NULL,
    require_mfa boolean NOT NULL,
    idle_minutes smallint NOT NULL,
    reply_minutes smallint NOT NULL,
    reopen_hours smallint NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT accounts_organisation_hue_check CHECK ((hue >= 0)),
    CONSTRAINT accounts_organisation_idle_minutes_check CHECK ((idle_minutes >= 0)),
    CONSTRAINT accounts_organisation_reopen_hours_check CHECK ((reopen_hours >= 0)),
    CONSTRAINT accounts_organisation_reply_minutes_check CHECK ((reply_minutes >= 0)),
    CONSTRAINT organisation_hue CHECK ((hue < 360))
);
CREATE TABLE public.accounts_specialopening (
    id uuid NOT NULL,
    label character varying(80) NOT NULL,
    day date NOT NULL,
    opens_minute smallint NOT NULL,
    closes_minute smallint NOT NULL,
    location_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT accounts_specialopening_closes_minute_check CHECK ((closes_minute >= 0)),
    CONSTRAINT accounts_specialopening_opens_minute_check CHECK ((opens_minute >= 0)),
    CONSTRAINT special_opening_in_day CHECK (((closes_minute <= 1440) AND (opens_minute < 1440)))
);
CREATE TABLE public.accounts_team (
    id uuid NOT NULL,
    name character varying(60) NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.accounts_user (
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    id uuid NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    language character varying(8) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    may_read_messages boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);
CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id uuid NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id uuid NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.carrier_attempt (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    provider_id character varying(120) NOT NULL,
    channel character varying(12) NOT NULL,
    outcome character varying(10) NOT NULL,
    entry_id uuid,
    occurred_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    account_id uuid NOT NULL
);
CREATE TABLE public.carrier_callcheck (
    id uuid NOT NULL,
    begun_at timestamp with time zone,
    held_until timestamp with time zone,
    listed_until timestamp with time zone NOT NULL,
    account_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.carrier_carrieraccount (
    id uuid NOT NULL,
    name character varying(60) NOT NULL,
    api_key character varying(40) NOT NULL,
    api_secret text NOT NULL,
    application_id character varying(60) NOT NULL,
    private_key text NOT NULL,
    signature_secret text NOT NULL,
    previous_signature_secret text NOT NULL,
    path_token character varying(64) NOT NULL,
    api_host character varying(120) NOT NULL,
    is_active boolean NOT NULL,
    refused_count integer NOT NULL,
    refused_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    fallback_phone character varying(20) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT carrier_carrieraccount_refused_count_check CHECK ((refused_count >= 0))
);
CREATE TABLE public.carrier_inbounddelivery (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(16) NOT NULL,
    digest bytea NOT NULL,
    body bytea NOT NULL,
    method character varying(8) NOT NULL,
    content_type character varying(100) NOT NULL,
    query text NOT NULL,
    state character varying(10) NOT NULL,
    reading character varying(40) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    attempts smallint NOT NULL,
    error character varying(200) NOT NULL,
    account_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    about character varying(200) DEFAULT ''::character varying NOT NULL,
    plan jsonb,
    CONSTRAINT carrier_inbounddelivery_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.carrier_inboundmail (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    key character varying(130) NOT NULL,
    message_id character varying(130) NOT NULL,
    path character varying(200) NOT NULL,
    size integer NOT NULL,
    token character varying(64) NOT NULL,
    envelope_sender character varying(254),
    is_spam boolean NOT NULL,
    sender character varying(254) NOT NULL,
    subject character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    reason character varying(20) NOT NULL,
    entry_id uuid,
    attempts smallint NOT NULL,
    error character varying(200) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT carrier_inboundmail_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT carrier_inboundmail_size_check CHECK ((size >= 0))
);
CREATE TABLE public.carrier_mailbox (
    id uuid NOT NULL,
    address character varying(254) NOT NULL,
    is_active boolean NOT NULL,
    latest_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.carrier_messagepart (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sender character varying(60) NOT NULL,
    recipient character varying(60) NOT NULL,
    ref character varying(60) NOT NULL,
    number smallint NOT NULL,
    total smallint NOT NULL,
    text text NOT NULL,
    provider_id character varying(120) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    account_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    flushed_at timestamp with time zone,
    CONSTRAINT carrier_messagepart_number_check CHECK ((number >= 0)),
    CONSTRAINT carrier_messagepart_total_check CHECK ((total >= 0))
);
CREATE TABLE public.carrier_outboundrequest (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    entry_id uuid NOT NULL,
    client_ref character varying(60) NOT NULL,
    state character varying(8) NOT NULL,
    provider_id character varying(120) NOT NULL,
    attempts smallint NOT NULL,
    error character varying(120) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    account_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT carrier_outboundrequest_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.carrier_reconcilerun (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    reported_count integer NOT NULL,
    recovered_count integer NOT NULL,
    settled_count integer NOT NULL,
    error character varying(200) NOT NULL,
    account_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT carrier_reconcilerun_recovered_count_check CHECK ((recovered_count >= 0)),
    CONSTRAINT carrier_reconcilerun_reported_count_check CHECK ((reported_count >= 0)),
    CONSTRAINT carrier_reconcilerun_settled_count_check CHECK ((settled_count >= 0))
);
CREATE TABLE public.carrier_refuseddelivery (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason character varying(60) NOT NULL,
    body bytea NOT NULL,
    remote inet,
    received_at timestamp with time zone NOT NULL,
    account_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.carrier_straymail (
    id uuid NOT NULL,
    recipient character varying(254) NOT NULL,
    size integer NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT carrier_straymail_size_check CHECK ((size >= 0))
);
CREATE UNLOGGED TABLE public.carrier_turn (
    account_id uuid NOT NULL,
    act text NOT NULL,
    tokens double precision NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.contacts_consentevent (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    value character varying(254) NOT NULL,
    scope character varying(12) NOT NULL,
    granted boolean NOT NULL,
    evidence character varying(12) NOT NULL,
    entry_id uuid,
    occurred_at timestamp with time zone NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL,
    reason character varying(200) DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.contacts_contact (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(8) NOT NULL,
    prefix character varying(20) NOT NULL,
    first_name character varying(80) NOT NULL,
    middle_name character varying(80) NOT NULL,
    last_name character varying(80) NOT NULL,
    suffix character varying(20) NOT NULL,
    preferred_name character varying(80) NOT NULL,
    company_name character varying(160) NOT NULL,
    display_name character varying(200) NOT NULL,
    language character varying(8) NOT NULL,
    lifecycle character varying(8) NOT NULL,
    tags character varying(40)[] NOT NULL,
    source character varying(80) NOT NULL,
    about text NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    owner_id uuid,
    merged_into_id uuid,
    erased_at timestamp with time zone,
    CONSTRAINT contacts_contact_version_check CHECK ((version >= 0))
);
CREATE TABLE public.contacts_contactaddress (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    value character varying(254) NOT NULL,
    reversed_value character varying(254) GENERATED ALWAYS AS (reverse((value)::text)) STORED,
    label character varying(40) NOT NULL,
    is_preferred boolean NOT NULL,
    is_shared boolean NOT NULL,
    contact_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    unreachable_at timestamp with time zone
);
CREATE TABLE public.contacts_contactimport (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    file_name character varying(200) NOT NULL,
    columns jsonb NOT NULL,
    rows jsonb DEFAULT '[]'::jsonb NOT NULL,
    state character varying(8) NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL,
    created_count integer NOT NULL,
    updated_count integer NOT NULL,
    errors jsonb DEFAULT '[]'::jsonb NOT NULL,
    finished_at timestamp with time zone,
    member_id uuid,
    organisation_id uuid NOT NULL,
    lines jsonb DEFAULT '[]'::jsonb NOT NULL,
    headings jsonb DEFAULT '[]'::jsonb NOT NULL,
    mistake_count integer DEFAULT 0 NOT NULL,
    kind character varying(12) DEFAULT 'PEOPLE'::character varying NOT NULL,
    label character varying(80) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT contacts_contactimport_created_count_check CHECK ((created_count >= 0)),
    CONSTRAINT contacts_contactimport_done_check CHECK ((done >= 0)),
    CONSTRAINT contacts_contactimport_mistake_count_check CHECK ((mistake_count >= 0)),
    CONSTRAINT contacts_contactimport_total_check CHECK ((total >= 0)),
    CONSTRAINT contacts_contactimport_updated_count_check CHECK ((updated_count >= 0))
);
CREATE TABLE public.contacts_contactmerge (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    moved jsonb NOT NULL,
    kept_id uuid NOT NULL,
    absorbed_id uuid NOT NULL,
    member_id uuid,
    undone_by_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT merge_of_two CHECK ((NOT (kept_id = absorbed_id)))
);
CREATE TABLE public.contacts_duplicatesuggestion (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    probability double precision NOT NULL,
    reasons jsonb NOT NULL,
    is_certain boolean NOT NULL,
    state character varying(8) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id uuid,
    first_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    second_id uuid NOT NULL,
    CONSTRAINT suggestion_in_order CHECK ((first_id < second_id))
);
CREATE TABLE public.contacts_identitykey (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    key character varying(120) NOT NULL,
    contact_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.contacts_identitysweep (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    seen_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.contacts_importpart (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    first integer NOT NULL,
    rows jsonb NOT NULL,
    mistakes jsonb NOT NULL,
    listed_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT contacts_importpart_first_check CHECK ((first >= 0))
);
CREATE TABLE public.contacts_legalhold (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    until date,
    placed_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    contact_id uuid NOT NULL,
    lifted_by_id uuid,
    organisation_id uuid NOT NULL,
    placed_by_id uuid
);
CREATE TABLE public.contacts_personaldetails (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    birth_date text NOT NULL,
    street text NOT NULL,
    city character varying(80) NOT NULL,
    region character varying(40) NOT NULL,
    postcode character varying(12) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    contact_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_block (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(7) NOT NULL,
    value character varying(40) NOT NULL,
    reason character varying(120) NOT NULL,
    expires_at timestamp with time zone,
    hit_count integer NOT NULL,
    hit_at timestamp with time zone,
    version integer NOT NULL,
    author_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT conversations_block_hit_count_check CHECK ((hit_count >= 0)),
    CONSTRAINT conversations_block_version_check CHECK ((version >= 0))
);
CREATE TABLE public.conversations_call (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    direction character varying(8) NOT NULL,
    address character varying(254) NOT NULL,
    state character varying(12) NOT NULL,
    stage character varying(9) NOT NULL,
    outcome character varying(24) NOT NULL,
    path jsonb NOT NULL,
    room_name character varying(60) NOT NULL,
    region character varying(120) NOT NULL,
    was_blocked boolean NOT NULL,
    block_reason character varying(120) NOT NULL,
    has_failed boolean NOT NULL,
    is_muted boolean NOT NULL,
    is_recorded boolean NOT NULL,
    recording_notice character varying(14) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    held_at timestamp with time zone,
    ended_at timestamp with time zone,
    wait_seconds integer NOT NULL,
    talk_seconds integer NOT NULL,
    hold_seconds integer NOT NULL,
    ended_by character varying(10) NOT NULL,
    cost numeric(9,5) NOT NULL,
    checked_at timestamp with time zone,
    version integer NOT NULL,
    answered_by_id uuid,
    conversation_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    answered_leg_id uuid,
    callback_at timestamp with time zone,
    is_trial boolean DEFAULT false NOT NULL,
    CONSTRAINT call_outcome_is_last CHECK ((((state)::text = ANY ((ARRAY['CLOSED'::character varying, 'ENDED'::character varying])::text[])) OR ((outcome)::text = ''::text))),
    CONSTRAINT call_over_has_outcome CHECK (((NOT ((state)::text = ANY ((ARRAY['CLOSED'::character varying, 'ENDED'::character varying])::text[]))) OR ((ended_at IS NOT NULL) AND (NOT ((outcome)::text = ''::text))))),
    CONSTRAINT conversations_call_hold_seconds_check CHECK ((hold_seconds >= 0)),
    CONSTRAINT conversations_call_talk_seconds_check CHECK ((talk_seconds >= 0)),
    CONSTRAINT conversations_call_version_check CHECK ((version >= 0)),
    CONSTRAINT conversations_call_wait_seconds_check CHECK ((wait_seconds >= 0))
);
CREATE TABLE public.conversations_callcommand (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    verb character varying(12) NOT NULL,
    body jsonb NOT NULL,
    state character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    error character varying(120) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    call_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    leg_id uuid NOT NULL,
    CONSTRAINT conversations_callcommand_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.conversations_cannedreply (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    title character varying(80) NOT NULL,
    shortcut character varying(40) NOT NULL,
    text text NOT NULL,
    language character varying(8) NOT NULL,
    uses integer NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT conversations_cannedreply_uses_check CHECK ((uses >= 0))
);
CREATE TABLE public.conversations_chatwidget (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    greeting character varying(300) NOT NULL,
    greeting_es character varying(300) NOT NULL,
    away character varying(300) NOT NULL,
    away_es character varying(300) NOT NULL,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_conversation (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    party_key character varying(280) NOT NULL,
    party_kind character varying(12) NOT NULL,
    party_value character varying(254) NOT NULL,
    title character varying(200) NOT NULL,
    status character varying(8) NOT NULL,
    control character varying(8) NOT NULL,
    epoch integer NOT NULL,
    ownership character varying(8) NOT NULL,
    owned_at timestamp with time zone,
    due_at timestamp with time zone,
    version integer NOT NULL,
    entry_count integer NOT NULL,
    latest_at timestamp with time zone NOT NULL,
    latest_inbound_seq integer NOT NULL,
    latest_channel character varying(12) NOT NULL,
    latest_text character varying(160) NOT NULL,
    latest_is_ours boolean NOT NULL,
    has_failure boolean NOT NULL,
    waiting_since timestamp with time zone,
    first_response_at timestamp with time zone,
    first_response_seconds integer,
    next_response_at timestamp with time zone,
    snoozed_until timestamp with time zone,
    snoozed_until_reply boolean NOT NULL,
    resolved_at timestamp with time zone,
    outcome character varying(12) NOT NULL,
    outcome_reason character varying(200) NOT NULL,
    reopen_count smallint NOT NULL,
    is_split boolean NOT NULL,
    tags character varying(40)[] NOT NULL,
    contact_id uuid,
    location_id uuid NOT NULL,
    merged_into_id uuid,
    organisation_id uuid NOT NULL,
    owner_id uuid,
    previous_id uuid,
    resolved_by_id uuid,
    line_id uuid NOT NULL,
    latest_call character varying(24) DEFAULT ''::character varying NOT NULL,
    walled_from uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    is_quarantined boolean DEFAULT false NOT NULL,
    CONSTRAINT conversation_open_is_due CHECK (((NOT ((status)::text = 'OPEN'::text)) OR (due_at IS NOT NULL))),
    CONSTRAINT conversation_owner_pair CHECK ((((owner_id IS NOT NULL) AND ((ownership)::text = 'OWNED'::text)) OR ((owner_id IS NULL) AND ((ownership)::text = ANY ((ARRAY['UNOWNED'::character varying, 'OFFERED'::character varying])::text[]))))),
    CONSTRAINT conversation_resolved_pair CHECK (((NOT ((status)::text = 'RESOLVED'::text)) OR ((resolved_at IS NOT NULL) AND (NOT ((outcome)::text = ''::text))))),
    CONSTRAINT conversation_waiting_pair CHECK (((NOT ((status)::text = 'WAITING'::text)) OR (waiting_since IS NULL))),
    CONSTRAINT conversations_conversation_entry_count_check CHECK ((entry_count >= 0)),
    CONSTRAINT conversations_conversation_epoch_check CHECK ((epoch >= 0)),
    CONSTRAINT conversations_conversation_first_response_seconds_check CHECK ((first_response_seconds >= 0)),
    CONSTRAINT conversations_conversation_latest_inbound_seq_check CHECK ((latest_inbound_seq >= 0)),
    CONSTRAINT conversations_conversation_reopen_count_check CHECK ((reopen_count >= 0)),
    CONSTRAINT conversations_conversation_version_check CHECK ((version >= 0))
);
CREATE TABLE public.conversations_draft (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    is_note boolean NOT NULL,
    text text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    conversation_id uuid NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_entry (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seq integer NOT NULL,
    kind character varying(12) NOT NULL,
    channel character varying(12) NOT NULL,
    address character varying(254) NOT NULL,
    text text NOT NULL,
    is_automatic boolean NOT NULL,
    fact character varying(40) NOT NULL,
    fact_values jsonb NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    state character varying(16) NOT NULL,
    history jsonb NOT NULL,
    failure_reason character varying(20) NOT NULL,
    segments smallint NOT NULL,
    provider_id character varying(120) NOT NULL,
    media jsonb NOT NULL,
    send_after timestamp with time zone,
    version smallint NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, COALESCE(text, ''::text))) STORED,
    author_id uuid,
    conversation_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    line_id uuid,
    purpose character varying(20) DEFAULT ''::character varying NOT NULL,
    mail jsonb,
    CONSTRAINT conversations_entry_segments_check CHECK ((segments >= 0)),
    CONSTRAINT conversations_entry_seq_check CHECK ((seq >= 0)),
    CONSTRAINT conversations_entry_version_check CHECK ((version >= 0)),
    CONSTRAINT entry_note_never_sent CHECK (((NOT ((kind)::text = ANY ((ARRAY['NOTE'::character varying, 'FACT'::character varying])::text[]))) OR (((channel)::text = ''::text) AND ((provider_id)::text = ''::text) AND ((state)::text = ''::text))))
);
CREATE TABLE public.conversations_label (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    tag character varying(40) NOT NULL,
    status character varying(8) NOT NULL,
    is_owned boolean NOT NULL,
    latest_at timestamp with time zone NOT NULL,
    waiting_since timestamp with time zone,
    conversation_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_leg (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    role character varying(10) NOT NULL,
    endpoint_kind character varying(5) NOT NULL,
    endpoint character varying(254) NOT NULL,
    carrier_leg_id character varying(120) NOT NULL,
    carrier_room_id character varying(120) NOT NULL,
    status character varying(12) NOT NULL,
    rank smallint NOT NULL,
    detail character varying(60) NOT NULL,
    offer character varying(11) NOT NULL,
    offer_expires_at timestamp with time zone,
    room character varying(70) NOT NULL,
    is_muted boolean NOT NULL,
    is_deaf boolean NOT NULL,
    monitor_mode character varying(8) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ringing_at timestamp with time zone,
    answered_at timestamp with time zone,
    joined_at timestamp with time zone,
    left_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by character varying(10) NOT NULL,
    duration_seconds integer,
    price numeric(9,5),
    call_id uuid NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL,
    in_plan boolean DEFAULT false NOT NULL,
    accepted_in character varying(120) DEFAULT ''::character varying NOT NULL,
    accepted_at timestamp with time zone,
    gone_at timestamp with time zone,
    CONSTRAINT conversations_leg_duration_seconds_check CHECK ((duration_seconds >= 0)),
    CONSTRAINT conversations_leg_rank_check CHECK ((rank >= 0)),
    CONSTRAINT leg_offer_role CHECK ((((offer)::text = ''::text) OR ((role)::text = ANY ((ARRAY['MEMBER'::character varying, 'CONSULT'::character varying])::text[]))))
);
CREATE TABLE public.conversations_line (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(8) NOT NULL,
    name character varying(60) NOT NULL,
    address character varying(254) NOT NULL,
    is_active boolean NOT NULL,
    replies_to_opt_out boolean NOT NULL,
    help_text character varying(300) NOT NULL,
    location_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_memberphone (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    number character varying(20) NOT NULL,
    takes_in_browser boolean NOT NULL,
    takes_calls boolean NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT member_phone_rings CHECK (((NOT ((number)::text = ''::text)) OR takes_in_browser))
);
CREATE TABLE public.conversations_mention (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    conversation_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_numberfact (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    value character varying(20) NOT NULL,
    line_type character varying(8) NOT NULL,
    source character varying(40) NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    unreachable_at timestamp with time zone,
    texted_back_at timestamp with time zone,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_readmark (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seq integer NOT NULL,
    conversation_id uuid NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT conversations_readmark_seq_check CHECK ((seq >= 0))
);
CREATE TABLE public.conversations_recording (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(9) NOT NULL,
    state character varying(14) NOT NULL,
    carrier_recording_id character varying(120) NOT NULL,
    url character varying(500) NOT NULL,
    path character varying(300) NOT NULL,
    mime character varying(60) NOT NULL,
    size_bytes integer,
    sha256 character varying(64) NOT NULL,
    duration_seconds double precision,
    expected_at timestamp with time zone,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    expires_on date,
    transcript_url character varying(500) NOT NULL,
    transcript jsonb NOT NULL,
    transcript_problem character varying(60) NOT NULL,
    summary text NOT NULL,
    problem character varying(60) NOT NULL,
    version integer NOT NULL,
    call_id uuid NOT NULL,
    leg_id uuid,
    organisation_id uuid NOT NULL,
    summary_actions jsonb DEFAULT '[]'::jsonb NOT NULL,
    summary_by character varying(80) DEFAULT ''::character varying NOT NULL,
    summary_problem character varying(8) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT conversations_recording_size_bytes_check CHECK ((size_bytes >= 0)),
    CONSTRAINT conversations_recording_version_check CHECK ((version >= 0)),
    CONSTRAINT recording_stored_has_file CHECK (((NOT ((state)::text = ANY ((ARRAY['STORED'::character varying, 'TRANSCRIBED'::character varying])::text[]))) OR (NOT ((path)::text = ''::text))))
);
CREATE TABLE public.conversations_recordingrule (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    region character varying(6) NOT NULL,
    needs_everybody boolean NOT NULL,
    source character varying(200) NOT NULL,
    checked_on date NOT NULL,
    author_id uuid,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_savedview (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(60) NOT NULL,
    view character varying(20) NOT NULL,
    filters jsonb NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.conversations_task (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    title character varying(200) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    contact_id uuid,
    conversation_id uuid,
    created_by_id uuid,
    done_by_id uuid,
    entry_id uuid,
    organisation_id uuid NOT NULL,
    owner_id uuid,
    team_id uuid,
    version integer DEFAULT 1 NOT NULL,
    page character varying(200) DEFAULT ''::character varying NOT NULL,
    promised_by character varying(9) DEFAULT ''::character varying NOT NULL,
    promised_at timestamp with time zone,
    warn_at timestamp with time zone,
    CONSTRAINT conversations_task_version_check CHECK ((version >= 0))
);
CREATE TABLE public.core_delivery (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    event_id uuid NOT NULL,
    handler character varying(100) NOT NULL,
    state character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    error character varying(300) NOT NULL,
    CONSTRAINT core_delivery_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.core_event (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    name character varying(100) NOT NULL,
    version smallint NOT NULL,
    body jsonb NOT NULL,
    actor_id uuid,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT core_event_version_check CHECK ((version >= 0))
);
CREATE TABLE public.core_heartbeat (
    name character varying(40) NOT NULL,
    beat_at timestamp with time zone NOT NULL
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id uuid NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_clockedschedule (
    id integer NOT NULL,
    clocked_time timestamp with time zone NOT NULL
);
ALTER TABLE public.django_celery_beat_clockedschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_clockedschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_crontabschedule (
    id integer NOT NULL,
    minute character varying(240) NOT NULL,
    hour character varying(96) NOT NULL,
    day_of_week character varying(64) NOT NULL,
    day_of_month character varying(124) NOT NULL,
    month_of_year character varying(64) NOT NULL,
    timezone character varying(63) NOT NULL
);
ALTER TABLE public.django_celery_beat_crontabschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_crontabschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_intervalschedule (
    id integer NOT NULL,
    every integer NOT NULL,
    period character varying(24) NOT NULL
);
ALTER TABLE public.django_celery_beat_intervalschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_intervalschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_periodictask (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    task character varying(200) NOT NULL,
    args text NOT NULL,
    kwargs text NOT NULL,
    queue character varying(200),
    exchange character varying(200),
    routing_key character varying(200),
    expires timestamp with time zone,
    enabled boolean NOT NULL,
    last_run_at timestamp with time zone,
    total_run_count integer NOT NULL,
    date_changed timestamp with time zone NOT NULL,
    description text NOT NULL,
    crontab_id integer,
    interval_id integer,
    solar_id integer,
    one_off boolean NOT NULL,
    start_time timestamp with time zone,
    priority integer,
    headers text NOT NULL,
    clocked_id integer,
    expire_seconds integer,
    CONSTRAINT django_celery_beat_periodictask_expire_seconds_check CHECK ((expire_seconds >= 0)),
    CONSTRAINT django_celery_beat_periodictask_priority_check CHECK ((priority >= 0)),
    CONSTRAINT django_celery_beat_periodictask_total_run_count_check CHECK ((total_run_count >= 0))
);
ALTER TABLE public.django_celery_beat_periodictask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_periodictask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_periodictasks (
    ident smallint NOT NULL,
    last_update timestamp with time zone NOT NULL
);
CREATE TABLE public.django_celery_beat_solarschedule (
    id integer NOT NULL,
    event character varying(24) NOT NULL,
    latitude numeric(9,6) NOT NULL,
    longitude numeric(9,6) NOT NULL
);
ALTER TABLE public.django_celery_beat_solarschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_solarschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.intake_answerevent (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    field character varying(40) NOT NULL,
    kind character varying(8) NOT NULL,
    source character varying(8) NOT NULL,
    confidence double precision,
    at timestamp with time zone NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL,
    submission_id uuid NOT NULL
);
CREATE TABLE public.intake_answersread (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    file character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL,
    submission_id uuid NOT NULL
);
CREATE TABLE public.intake_checkevent (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seq integer NOT NULL,
    verb character varying(24) NOT NULL,
    at timestamp with time zone NOT NULL,
    "values" jsonb NOT NULL,
    before character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    by_id uuid,
    organisation_id uuid NOT NULL,
    check_of_id uuid NOT NULL,
    CONSTRAINT intake_checkevent_seq_check CHECK ((seq >= 0))
);
CREATE TABLE public.intake_conflictcheck (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    state character varying(16) NOT NULL,
    heard jsonb NOT NULL,
    policy_version smallint NOT NULL,
    expires_at timestamp with time zone,
    decided_at timestamp with time zone,
    reason text NOT NULL,
    waiver jsonb NOT NULL,
    sealed_at timestamp with time zone,
    seq integer NOT NULL,
    head character varying(64) NOT NULL,
    asked_by_id uuid,
    conversation_id uuid,
    decided_by_id uuid,
    organisation_id uuid NOT NULL,
    waiver_by_id uuid,
    matter_id uuid,
    CONSTRAINT conflict_check_about CHECK (((matter_id IS NOT NULL) OR (conversation_id IS NOT NULL))),
    CONSTRAINT intake_conflictcheck_number_check CHECK ((number >= 0)),
    CONSTRAINT intake_conflictcheck_policy_version_check CHECK ((policy_version >= 0)),
    CONSTRAINT intake_conflictcheck_seq_check CHECK ((seq >= 0))
);
CREATE TABLE public.intake_conflicthit (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    term character varying(300) NOT NULL,
    name character varying(300) NOT NULL,
    score smallint NOT NULL,
    level character varying(10) NOT NULL,
    reasons jsonb NOT NULL,
    path jsonb NOT NULL,
    suppressed_by character varying(40) NOT NULL,
    organisation_id uuid NOT NULL,
    party_id uuid NOT NULL,
    run_id uuid NOT NULL,
    matter_party_id uuid,
    CONSTRAINT intake_conflicthit_number_check CHECK ((number >= 0)),
    CONSTRAINT intake_conflicthit_score_check CHECK ((score >= 0))
);
CREATE TABLE public.intake_conflictrun (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    trigger character varying(16) NOT NULL,
    terms jsonb NOT NULL,
    sources jsonb NOT NULL,
    missed jsonb NOT NULL,
    engine character varying(40) NOT NULL,
    corpus_rows integer NOT NULL,
    high_water timestamp with time zone,
    milliseconds integer NOT NULL,
    run_at timestamp with time zone NOT NULL,
    by_id uuid,
    check_of_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT intake_conflictrun_corpus_rows_check CHECK ((corpus_rows >= 0)),
    CONSTRAINT intake_conflictrun_milliseconds_check CHECK ((milliseconds >= 0)),
    CONSTRAINT intake_conflictrun_number_check CHECK ((number >= 0))
);
CREATE TABLE public.intake_consent (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    signer character varying(200) NOT NULL,
    words text NOT NULL,
    sha256 character varying(64) NOT NULL,
    signed_on date NOT NULL,
    check_of_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    party_id uuid NOT NULL,
    recorded_by_id uuid NOT NULL,
    file_name character varying(120) DEFAULT ''::character varying NOT NULL,
    file_mime character varying(100) DEFAULT ''::character varying NOT NULL,
    file_path character varying(200) DEFAULT ''::character varying NOT NULL,
    file_sha256 character varying(64) DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.intake_ethicalwall (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason character varying(500) NOT NULL,
    procedures text NOT NULL,
    is_fee_excluded boolean NOT NULL,
    notice_sent_on date,
    made_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lift_reason character varying(500) NOT NULL,
    lifted_by_id uuid,
    made_by_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    matter_id uuid NOT NULL,
    lets_in boolean DEFAULT false NOT NULL
);
CREATE TABLE public.intake_form (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(80) NOT NULL,
    slug character varying(60) NOT NULL,
    is_public boolean NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT intake_form_version_check CHECK ((version >= 0))
);
CREATE TABLE public.intake_formversion (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    n integer NOT NULL,
    status character varying(9) NOT NULL,
    document jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    published_at timestamp with time zone,
    form_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    published_by_id uuid,
    CONSTRAINT form_published_pair CHECK ((((status)::text = 'DRAFT'::text) OR ((published_at IS NOT NULL) AND (NOT ((sha256)::text = ''::text))))),
    CONSTRAINT intake_formversion_n_check CHECK ((n >= 0))
);
CREATE TABLE public.intake_glassbreak (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    contact_id uuid NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.intake_healthitem (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(10) NOT NULL,
    is_none boolean NOT NULL,
    what text NOT NULL,
    detail text NOT NULL,
    course text NOT NULL,
    since text NOT NULL,
    severity character varying(8) NOT NULL,
    is_risky boolean NOT NULL,
    standing character varying(6) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    ended_at timestamp with time zone,
    reason text NOT NULL,
    confirmed_by_id uuid,
    ended_by_id uuid,
    recorded_by_id uuid,
    submission_id uuid,
    contact_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT health_item_ended_pair CHECK ((((ended_at IS NULL) AND ((standing)::text = 'ACTIVE'::text)) OR ((NOT ((standing)::text = 'ACTIVE'::text)) AND (ended_at IS NOT NULL))))
);
CREATE TABLE public.intake_hitdecision (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    verdict character varying(13) NOT NULL,
    reason character varying(500) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    carried_from integer,
    by_id uuid NOT NULL,
    hit_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT intake_hitdecision_carried_from_check CHECK ((carried_from >= 0))
);
CREATE TABLE public.intake_inquiry (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    stage character varying(9) NOT NULL,
    furthest character varying(9) NOT NULL,
    source character varying(80) NOT NULL,
    outcome character varying(40) NOT NULL,
    reason character varying(200) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    conversation_id uuid NOT NULL,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    recorded_by_id uuid,
    playbook_id uuid,
    CONSTRAINT inquiry_furthest CHECK ((((stage)::text = 'LOST'::text) OR ((stage)::text = (furthest)::text))),
    CONSTRAINT intake_inquiry_version_check CHECK ((version >= 0))
);
CREATE TABLE public.intake_job (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    urgency character varying(2) NOT NULL,
    problem text NOT NULL,
    state character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    safe_at timestamp with time zone,
    ended_at timestamp with time zone,
    why_not character varying(7) NOT NULL,
    reason character varying(300) NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    appointment_id uuid,
    contact_id uuid,
    conversation_id uuid,
    organisation_id uuid NOT NULL,
    site_id uuid,
    type_id uuid,
    submission_id uuid,
    questions_id uuid,
    CONSTRAINT intake_job_version_check CHECK ((version >= 0)),
    CONSTRAINT job_not_served_why CHECK (((((state)::text = 'NOT_SERVED'::text) AND ((why_not)::text > ''::text)) OR ((NOT ((state)::text = 'NOT_SERVED'::text)) AND ((why_not)::text = ''::text))))
);
CREATE TABLE public.intake_jobevent (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    move character varying(9) NOT NULL,
    after character varying(10) NOT NULL,
    note character varying(300) NOT NULL,
    by_id uuid,
    job_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.intake_jobphoto (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    mime character varying(100) NOT NULL,
    path character varying(200) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    origin character varying(6) NOT NULL,
    upload_id uuid,
    metres_off integer,
    is_elsewhere boolean NOT NULL,
    job_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT intake_jobphoto_metres_off_check CHECK ((metres_off >= 0)),
    CONSTRAINT intake_jobphoto_size_check CHECK ((size >= 0))
);
CREATE TABLE public.intake_jobtype (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(80) NOT NULL,
    minutes smallint NOT NULL,
    urgency character varying(2) NOT NULL,
    skills character varying(60)[] NOT NULL,
    price_en character varying(160) NOT NULL,
    price_es character varying(160) NOT NULL,
    is_active boolean NOT NULL,
    form_id uuid,
    organisation_id uuid NOT NULL,
    service_id uuid,
    CONSTRAINT intake_jobtype_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT job_type_lasts CHECK ((minutes > 0))
);
CREATE TABLE public.intake_listedparty (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    key character varying(64) NOT NULL,
    line integer NOT NULL,
    listed_id uuid,
    organisation_id uuid NOT NULL,
    party_id uuid NOT NULL,
    CONSTRAINT intake_listedparty_line_check CHECK ((line >= 0))
);
CREATE TABLE public.intake_matter (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    number character varying(24) NOT NULL,
    title character varying(200) NOT NULL,
    subject character varying(300) NOT NULL,
    practice_area character varying(80) NOT NULL,
    status character varying(8) NOT NULL,
    opened_on date,
    closed_on date,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    conversation_id uuid,
    organisation_id uuid NOT NULL,
    responsible_id uuid,
    from_submission_id uuid,
    CONSTRAINT intake_matter_version_check CHECK ((version >= 0))
);
CREATE TABLE public.intake_matterparty (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    role character varying(9) NOT NULL,
    side character varying(7) NOT NULL,
    since date,
    until date,
    matter_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    party_id uuid NOT NULL
);
CREATE TABLE public.intake_optionset (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    slug character varying(60) NOT NULL,
    name character varying(80) NOT NULL,
    options jsonb NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.intake_party (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(8) NOT NULL,
    display_name character varying(200) NOT NULL,
    dob date,
    is_self_interest boolean NOT NULL,
    note text NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    contact_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT intake_party_version_check CHECK ((version >= 0))
);
CREATE TABLE public.intake_partyidentifier (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(8) NOT NULL,
    value_norm character varying(254) NOT NULL,
    source character varying(80) NOT NULL,
    organisation_id uuid NOT NULL,
    party_id uuid NOT NULL
);
CREATE TABLE public.intake_partyname (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    raw character varying(300) NOT NULL,
    kind character varying(8) NOT NULL,
    script character varying(8) NOT NULL,
    norm character varying(300) NOT NULL,
    readings jsonb NOT NULL,
    keys integer[] NOT NULL,
    engine smallint NOT NULL,
    valid_from date,
    valid_to date,
    source character varying(80) NOT NULL,
    organisation_id uuid NOT NULL,
    party_id uuid NOT NULL,
    CONSTRAINT intake_partyname_engine_check CHECK ((engine >= 0))
);
CREATE TABLE public.intake_partyrelation (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(10) NOT NULL,
    percent numeric(5,2),
    since date,
    until date,
    source character varying(80) NOT NULL,
    organisation_id uuid NOT NULL,
    source_party_id uuid NOT NULL,
    target_party_id uuid NOT NULL,
    CONSTRAINT party_relation_of_two CHECK ((NOT (source_party_id = target_party_id)))
);
CREATE TABLE public.intake_patientaccess (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    groups character varying(8)[] NOT NULL,
    is_emergency boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    contact_id uuid NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.intake_patientrecord (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    legal_name character varying(160) NOT NULL,
    preferred_name character varying(160) NOT NULL,
    previous_names character varying(300) NOT NULL,
    born_on date,
    sex character varying(7) NOT NULL,
    gender_identity character varying(80) NOT NULL,
    pronouns character varying(40) NOT NULL,
    language character varying(40) NOT NULL,
    needs_interpreter boolean NOT NULL,
    record_number text NOT NULL,
    payer character varying(120) NOT NULL,
    plan character varying(120) NOT NULL,
    member_id text NOT NULL,
    subscriber character varying(160) NOT NULL,
    allergies text DEFAULT ''::text NOT NULL,
    medications text DEFAULT ''::text NOT NULL,
    history text DEFAULT ''::text NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    contact_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT intake_patientrecord_version_check CHECK ((version >= 0))
);
CREATE TABLE public.intake_playbook (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(80) NOT NULL,
    asked character varying(40)[] NOT NULL,
    outcomes jsonb NOT NULL,
    is_active boolean NOT NULL,
    version integer NOT NULL,
    form_id uuid,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    service_id uuid,
    CONSTRAINT intake_playbook_version_check CHECK ((version >= 0))
);
CREATE TABLE public.intake_redflagalert (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    source character varying(9) NOT NULL,
    source_key character varying(120) NOT NULL,
    kinds character varying(40)[] NOT NULL,
    who character varying(120) NOT NULL,
    words character varying(300) NOT NULL,
    list_version integer NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    told jsonb NOT NULL,
    acknowledged_at timestamp with time zone,
    disposition character varying(11) NOT NULL,
    remark character varying(300) NOT NULL,
    settled_at timestamp with time zone,
    version integer NOT NULL,
    acknowledged_by_id uuid,
    contact_id uuid,
    conversation_id uuid,
    organisation_id uuid NOT NULL,
    settled_by_id uuid,
    submission_id uuid,
    CONSTRAINT intake_redflagalert_list_version_check CHECK ((list_version >= 0)),
    CONSTRAINT intake_redflagalert_version_check CHECK ((version >= 0)),
    CONSTRAINT red_flag_settled_whole CHECK (((((disposition)::text = ''::text) AND (settled_at IS NULL)) OR ((acknowledged_at IS NOT NULL) AND (settled_at IS NOT NULL) AND (NOT ((disposition)::text = ''::text)))))
);
CREATE TABLE public.intake_redflaglist (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    phrases text NOT NULL,
    clinician character varying(120) NOT NULL,
    credential character varying(80) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    signed_by_id uuid NOT NULL,
    CONSTRAINT intake_redflaglist_version_check CHECK ((version >= 0))
);
CREATE TABLE public.intake_resumecode (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(8) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    used_at timestamp with time zone,
    organisation_id uuid NOT NULL,
    submission_id uuid NOT NULL,
    CONSTRAINT intake_resumecode_tries_check CHECK ((tries >= 0))
);
CREATE TABLE public.intake_serviceform (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    before boolean NOT NULL,
    form_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    service_id uuid NOT NULL
);
CREATE TABLE public.intake_servicesite (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    raw character varying(300) NOT NULL,
    street character varying(160) NOT NULL,
    unit character varying(40) NOT NULL,
    city character varying(80) NOT NULL,
    state character varying(40) NOT NULL,
    postcode character varying(12) NOT NULL,
    norm_key character varying(300) NOT NULL,
    latitude double precision,
    longitude double precision,
    "precision" character varying(8) NOT NULL,
    validated_by character varying(8) NOT NULL,
    verified_at timestamp with time zone,
    gate_code text NOT NULL,
    access_notes text NOT NULL,
    hazards text NOT NULL,
    pets character varying(300) NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT intake_servicesite_version_check CHECK ((version >= 0)),
    CONSTRAINT site_has_key CHECK ((NOT ((norm_key)::text = ''::text)))
);
CREATE TABLE public.intake_signature (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    field character varying(40) NOT NULL,
    kind character varying(5) NOT NULL,
    name character varying(160) NOT NULL,
    strokes text NOT NULL,
    text text NOT NULL,
    language character varying(8) NOT NULL,
    sha256 character varying(64) NOT NULL,
    intent character varying(300) NOT NULL,
    network_address character varying(64) NOT NULL,
    user_agent character varying(300) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    submission_id uuid NOT NULL,
    CONSTRAINT signature_drawn_pair CHECK (((NOT ((kind)::text = 'DRAWN'::text)) OR (NOT (strokes = ''::text))))
);
CREATE TABLE public.intake_siteperson (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    role character varying(7) NOT NULL,
    since date,
    until date,
    contact_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    site_id uuid NOT NULL,
    CONSTRAINT site_person_span CHECK (((since IS NULL) OR (until IS NULL) OR (until >= since)))
);
CREATE TABLE public.intake_submission (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    state character varying(9) NOT NULL,
    stage character varying(40) NOT NULL,
    answers jsonb NOT NULL,
    sealed_answers text NOT NULL,
    language character varying(8) NOT NULL,
    origin jsonb NOT NULL,
    visitor character varying(64) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    version integer NOT NULL,
    begun_by_id uuid,
    contact_id uuid,
    conversation_id uuid,
    form_version_id uuid NOT NULL,
    hold_id uuid,
    organisation_id uuid NOT NULL,
    amends_id uuid,
    CONSTRAINT intake_submission_version_check CHECK ((version >= 0)),
    CONSTRAINT submission_sent_pair CHECK ((((state)::text = ANY ((ARRAY['DRAFT'::character varying, 'VOID'::character varying])::text[])) OR (sent_at IS NOT NULL)))
);
CREATE TABLE public.intake_upload (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    field character varying(40) NOT NULL,
    name character varying(120) NOT NULL,
    mime character varying(100) NOT NULL,
    path character varying(200) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    organisation_id uuid NOT NULL,
    submission_id uuid NOT NULL,
    seen_latitude double precision,
    seen_longitude double precision,
    CONSTRAINT intake_upload_size_check CHECK ((size >= 0))
);
CREATE TABLE public.intake_urgencyscript (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    urgency character varying(2) NOT NULL,
    said_en text NOT NULL,
    said_es text NOT NULL,
    may_book boolean NOT NULL,
    calls_out boolean NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT urgency_danger_first CHECK ((NOT (may_book AND ((urgency)::text = 'P0'::text))))
);
CREATE TABLE public.intake_wallmember (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    wall_id uuid NOT NULL
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receptionist_brainversion (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    state character varying(8) NOT NULL,
    progress smallint NOT NULL,
    phrases jsonb NOT NULL,
    questions jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    heads character varying(12) NOT NULL,
    vectors bytea,
    figures jsonb NOT NULL,
    reason character varying(200) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    is_active boolean NOT NULL,
    activated_at timestamp with time zone,
    activated_by_id uuid,
    made_by_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT brain_version_only_ready CHECK (((NOT is_active) OR ((state)::text = 'READY'::text))),
    CONSTRAINT receptionist_brainversion_number_check CHECK ((number >= 0)),
    CONSTRAINT receptionist_brainversion_progress_check CHECK ((progress >= 0))
);
CREATE TABLE public.receptionist_dialogue (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    channel character varying(8) NOT NULL,
    state jsonb NOT NULL,
    epoch integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome character varying(16) NOT NULL,
    reason character varying(40) NOT NULL,
    conversation_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    brain integer DEFAULT 0 NOT NULL,
    CONSTRAINT receptionist_dialogue_brain_check CHECK ((brain >= 0)),
    CONSTRAINT receptionist_dialogue_epoch_check CHECK ((epoch >= 0))
);
CREATE TABLE public.receptionist_digestreader (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_on date,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.receptionist_faqentry (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    question character varying(200) NOT NULL,
    answer character varying(400) NOT NULL,
    answer_es character varying(400) NOT NULL,
    "position" smallint NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT receptionist_faqentry_position_check CHECK (("position" >= 0))
);
CREATE TABLE public.receptionist_handoff (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason character varying(40) NOT NULL,
    urgency character varying(10) NOT NULL,
    summary character varying(400) NOT NULL,
    card jsonb NOT NULL,
    number character varying(20) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    conversation_id uuid NOT NULL,
    dialogue_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    taken_by_id uuid
);
CREATE TABLE public.receptionist_ownphrase (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    text character varying(300) NOT NULL,
    plain character varying(300) NOT NULL,
    intent character varying(20) NOT NULL,
    language character varying(8) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id uuid,
    organisation_id uuid NOT NULL,
    review_id uuid
);
CREATE TABLE public.receptionist_receptionistsettings (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    is_active boolean NOT NULL,
    greeting character varying(300) NOT NULL,
    greeting_es character varying(300) NOT NULL,
    trade character varying(20) NOT NULL,
    intake character varying(30)[] NOT NULL,
    plan jsonb NOT NULL,
    spam_numbers character varying(20)[] NOT NULL,
    is_private boolean NOT NULL,
    promise_minutes smallint NOT NULL,
    organisation_id uuid NOT NULL,
    owner_id uuid,
    answers_calls boolean DEFAULT false NOT NULL,
    guided jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT receptionist_receptionistsettings_promise_minutes_check CHECK ((promise_minutes >= 0))
);
CREATE TABLE public.receptionist_review (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason character varying(8) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    verdict character varying(10) NOT NULL,
    intent character varying(20) NOT NULL,
    decided_at timestamp with time zone,
    conversation_id uuid NOT NULL,
    decided_by_id uuid,
    organisation_id uuid NOT NULL,
    turn_id uuid NOT NULL
);
CREATE TABLE public.receptionist_turn (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    turn_key character varying(120) NOT NULL,
    number smallint NOT NULL,
    heard text NOT NULL,
    said text NOT NULL,
    understanding jsonb NOT NULL,
    act character varying(20) NOT NULL,
    rule character varying(30) NOT NULL,
    asks character varying(30) NOT NULL,
    ends boolean NOT NULL,
    reason character varying(40) NOT NULL,
    timings jsonb NOT NULL,
    versions jsonb NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    conversation_id uuid NOT NULL,
    dialogue_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT receptionist_turn_number_check CHECK ((number >= 0))
);
CREATE TABLE public.routing_callrun (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    flow jsonb NOT NULL,
    state jsonb NOT NULL,
    plan jsonb NOT NULL,
    version integer NOT NULL,
    call_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    waits_until timestamp with time zone,
    flow_version_id uuid,
    talk jsonb,
    taken jsonb,
    CONSTRAINT routing_callrun_version_check CHECK ((version >= 0))
);
CREATE TABLE public.routing_draftcall (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    number character varying(254) NOT NULL,
    draft_number integer NOT NULL,
    document jsonb NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    asked_by_id uuid NOT NULL,
    flow_id uuid NOT NULL,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT routing_draftcall_draft_number_check CHECK ((draft_number >= 0))
);
CREATE TABLE public.routing_flow (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    title character varying(80) NOT NULL,
    archived_at timestamp with time zone,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.routing_flowstep (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    "position" integer NOT NULL,
    revision integer NOT NULL,
    document jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid,
    organisation_id uuid NOT NULL,
    version_id uuid NOT NULL,
    CONSTRAINT routing_flowstep_position_check CHECK (("position" >= 0)),
    CONSTRAINT routing_flowstep_revision_check CHECK ((revision >= 0))
);
CREATE TABLE public.routing_flowversion (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    number integer NOT NULL,
    state character varying(9) NOT NULL,
    document jsonb NOT NULL,
    revision integer NOT NULL,
    note character varying(200) NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    based_on_id uuid,
    edited_by_id uuid,
    flow_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    published_by_id uuid,
    proof_key character varying(64) DEFAULT ''::character varying NOT NULL,
    proof jsonb,
    proven_at timestamp with time zone,
    proof_asked_at timestamp with time zone,
    step integer DEFAULT 0 NOT NULL,
    CONSTRAINT routing_flowversion_number_check CHECK ((number >= 0)),
    CONSTRAINT routing_flowversion_revision_check CHECK ((revision >= 0)),
    CONSTRAINT routing_flowversion_step_check CHECK ((step >= 0))
);
CREATE TABLE public.routing_ladder (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(60) NOT NULL,
    has_drills boolean NOT NULL,
    drill_due_at timestamp with time zone,
    version integer NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT routing_ladder_version_check CHECK ((version >= 0))
);
CREATE TABLE public.routing_ladderclimb (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    language character varying(5) NOT NULL,
    rungs smallint NOT NULL,
    tries jsonb NOT NULL,
    "position" smallint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    call_id uuid NOT NULL,
    ladder_id uuid NOT NULL,
    leg_id uuid,
    organisation_id uuid NOT NULL,
    taken_by_id uuid,
    CONSTRAINT routing_ladderclimb_position_check CHECK (("position" >= 0)),
    CONSTRAINT routing_ladderclimb_rungs_check CHECK ((rungs >= 0))
);
CREATE TABLE public.routing_ladderdrill (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    tries jsonb NOT NULL,
    "position" smallint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    deadline_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ladder_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    taken_by_id uuid,
    task_id uuid,
    CONSTRAINT routing_ladderdrill_position_check CHECK (("position" >= 0))
);
CREATE TABLE public.routing_ladderrung (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    "position" smallint NOT NULL,
    seconds smallint NOT NULL,
    times smallint NOT NULL,
    ladder_id uuid NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL,
    rota_id uuid,
    CONSTRAINT routing_ladderrung_position_check CHECK (("position" >= 0)),
    CONSTRAINT routing_ladderrung_seconds_check CHECK ((seconds >= 0)),
    CONSTRAINT routing_ladderrung_times_check CHECK ((times >= 0)),
    CONSTRAINT rung_is_one CHECK ((((member_id IS NULL) AND (rota_id IS NOT NULL)) OR ((member_id IS NOT NULL) AND (rota_id IS NULL))))
);
CREATE TABLE public.routing_linehandling (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    language character varying(5) NOT NULL,
    greeting character varying(600) NOT NULL,
    closed_greeting character varying(600) NOT NULL,
    voicemail_greeting character varying(600) NOT NULL,
    records_calls boolean NOT NULL,
    notice character varying(300) NOT NULL,
    keep_days smallint NOT NULL,
    texts_back boolean NOT NULL,
    text_back_words character varying(300) NOT NULL,
    cooldown_hours smallint NOT NULL,
    version integer NOT NULL,
    line_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    flow_id uuid,
    messages_queue_id uuid,
    CONSTRAINT routing_linehandling_cooldown_hours_check CHECK ((cooldown_hours >= 0)),
    CONSTRAINT routing_linehandling_keep_days_check CHECK ((keep_days >= 0)),
    CONSTRAINT routing_linehandling_version_check CHECK ((version >= 0))
);
CREATE TABLE public.routing_membercapacity (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    capacity smallint NOT NULL,
    chat_weight smallint NOT NULL,
    message_weight smallint NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT routing_membercapacity_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT routing_membercapacity_chat_weight_check CHECK ((chat_weight >= 0)),
    CONSTRAINT routing_membercapacity_message_weight_check CHECK ((message_weight >= 0))
);
CREATE TABLE public.routing_memberskill (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    level smallint NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    skill_id uuid NOT NULL,
    CONSTRAINT routing_memberskill_level_check CHECK ((level >= 0))
);
CREATE TABLE public.routing_presence (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    choice character varying(13) NOT NULL,
    engagement character varying(8) NOT NULL,
    reason character varying(60) NOT NULL,
    since timestamp with time zone NOT NULL,
    was_auto boolean NOT NULL,
    wraps_until timestamp with time zone,
    owes_code boolean NOT NULL,
    needs_heartbeat boolean NOT NULL,
    heartbeat_at timestamp with time zone,
    idle_since timestamp with time zone,
    version integer NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT presence_wrap_up CHECK ((((engagement)::text = 'WRAPPING'::text) OR ((NOT owes_code) AND (wraps_until IS NULL)))),
    CONSTRAINT routing_presence_version_check CHECK ((version >= 0))
)
WITH (fillfactor='60');
CREATE TABLE public.routing_queue (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(60) NOT NULL,
    strategy character varying(12) NOT NULL,
    ring_seconds smallint NOT NULL,
    tier_seconds smallint NOT NULL,
    places smallint,
    longest_seconds integer,
    wrap_up_seconds smallint NOT NULL,
    needs_code boolean NOT NULL,
    codes character varying(40)[] NOT NULL,
    in_time_seconds smallint NOT NULL,
    short_seconds smallint NOT NULL,
    alert_waiting smallint NOT NULL,
    alert_seconds smallint NOT NULL,
    announces_seconds smallint NOT NULL,
    keeps_hours boolean NOT NULL,
    offers_callback boolean NOT NULL,
    backup_since timestamp with time zone,
    is_active boolean NOT NULL,
    version integer NOT NULL,
    organisation_id uuid NOT NULL,
    changed_at timestamp with time zone,
    changed_by_id uuid,
    alert_since timestamp with time zone,
    alert_told_at timestamp with time zone,
    CONSTRAINT routing_queue_alert_seconds_check CHECK ((alert_seconds >= 0)),
    CONSTRAINT routing_queue_alert_waiting_check CHECK ((alert_waiting >= 0)),
    CONSTRAINT routing_queue_announces_seconds_check CHECK ((announces_seconds >= 0)),
    CONSTRAINT routing_queue_in_time_seconds_check CHECK ((in_time_seconds >= 0)),
    CONSTRAINT routing_queue_longest_seconds_check CHECK ((longest_seconds >= 0)),
    CONSTRAINT routing_queue_places_check CHECK ((places >= 0)),
    CONSTRAINT routing_queue_ring_seconds_check CHECK ((ring_seconds >= 0)),
    CONSTRAINT routing_queue_short_seconds_check CHECK ((short_seconds >= 0)),
    CONSTRAINT routing_queue_tier_seconds_check CHECK ((tier_seconds >= 0)),
    CONSTRAINT routing_queue_version_check CHECK ((version >= 0)),
    CONSTRAINT routing_queue_wrap_up_seconds_check CHECK ((wrap_up_seconds >= 0))
);
CREATE TABLE public.routing_queueseat (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    tier smallint NOT NULL,
    "position" smallint NOT NULL,
    turn_at timestamp with time zone,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    CONSTRAINT routing_queueseat_position_check CHECK (("position" >= 0)),
    CONSTRAINT routing_queueseat_tier_check CHECK ((tier >= 0))
);
CREATE TABLE public.routing_rehearsalreminder (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    quarter date NOT NULL,
    flow_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    task_id uuid
);
CREATE TABLE public.routing_replay (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    document jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    state character varying(9) NOT NULL,
    calls integer NOT NULL,
    done integer NOT NULL,
    draws smallint NOT NULL,
    figures jsonb NOT NULL,
    supposed jsonb NOT NULL,
    change_count integer NOT NULL,
    resumed smallint NOT NULL,
    claim uuid,
    beat_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    asked_by_id uuid,
    flow_id uuid NOT NULL,
    live_version_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT routing_replay_calls_check CHECK ((calls >= 0)),
    CONSTRAINT routing_replay_change_count_check CHECK ((change_count >= 0)),
    CONSTRAINT routing_replay_done_check CHECK ((done >= 0)),
    CONSTRAINT routing_replay_draws_check CHECK ((draws >= 0)),
    CONSTRAINT routing_replay_resumed_check CHECK ((resumed >= 0))
);
CREATE TABLE public.routing_replayedcall (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    place integer NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    call_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    replay_id uuid NOT NULL,
    CONSTRAINT routing_replayedcall_place_check CHECK ((place >= 0))
);
CREATE TABLE public.routing_ringrotation (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    key uuid NOT NULL,
    node character varying(40) NOT NULL,
    rung_at timestamp with time zone NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.routing_ringturn (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    "position" smallint NOT NULL,
    seconds smallint NOT NULL,
    handling_id uuid NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT routing_ringturn_position_check CHECK (("position" >= 0)),
    CONSTRAINT routing_ringturn_seconds_check CHECK ((seconds >= 0))
);
CREATE TABLE public.routing_rota (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(60) NOT NULL,
    version integer NOT NULL,
    location_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT routing_rota_version_check CHECK ((version >= 0))
);
CREATE TABLE public.routing_rotaoverride (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    reason character varying(120) NOT NULL,
    swap uuid,
    covers_id uuid,
    made_by_id uuid,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    rota_id uuid NOT NULL,
    CONSTRAINT override_lasts CHECK ((ends_at > starts_at))
);
CREATE TABLE public.routing_rotashift (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    weekday smallint NOT NULL,
    starts_minute smallint NOT NULL,
    ends_minute smallint NOT NULL,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    rota_id uuid NOT NULL,
    CONSTRAINT routing_rotashift_ends_minute_check CHECK ((ends_minute >= 0)),
    CONSTRAINT routing_rotashift_starts_minute_check CHECK ((starts_minute >= 0)),
    CONSTRAINT routing_rotashift_weekday_check CHECK ((weekday >= 0)),
    CONSTRAINT shift_of_a_week CHECK (((ends_minute <= 1440) AND (starts_minute < 1440) AND (weekday < 7)))
);
CREATE TABLE public.routing_skill (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(60) NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.routing_workitem (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    channel character varying(7) NOT NULL,
    state character varying(17) NOT NULL,
    priority character varying(9) NOT NULL,
    needs jsonb NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    longest_seconds integer,
    in_time_seconds smallint NOT NULL,
    short_seconds smallint NOT NULL,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    callback_since timestamp with time zone,
    callback_number character varying(20) NOT NULL,
    callback_due_at timestamp with time zone,
    callback_attempts smallint NOT NULL,
    announced_at timestamp with time zone,
    overflow character varying(8) NOT NULL,
    code character varying(40) NOT NULL,
    version integer NOT NULL,
    call_id uuid,
    conversation_id uuid NOT NULL,
    location_id uuid NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL,
    parent_id uuid,
    queue_id uuid NOT NULL,
    last_owner_id uuid,
    CONSTRAINT routing_workitem_callback_attempts_check CHECK ((callback_attempts >= 0)),
    CONSTRAINT routing_workitem_in_time_seconds_check CHECK ((in_time_seconds >= 0)),
    CONSTRAINT routing_workitem_longest_seconds_check CHECK ((longest_seconds >= 0)),
    CONSTRAINT routing_workitem_short_seconds_check CHECK ((short_seconds >= 0)),
    CONSTRAINT routing_workitem_version_check CHECK ((version >= 0)),
    CONSTRAINT work_ended_at CHECK ((((ended_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['ABANDONED'::character varying, 'CALLBACK_FAILED'::character varying, 'DONE'::character varying, 'FORCED'::character varying, 'LEFT'::character varying, 'OVERFLOWED'::character varying, 'REJOINED'::character varying, 'SHORT_ABANDONED'::character varying, 'TRANSFERRED'::character varying])::text[]))) OR ((NOT ((state)::text = ANY ((ARRAY['ABANDONED'::character varying, 'CALLBACK_FAILED'::character varying, 'DONE'::character varying, 'FORCED'::character varying, 'LEFT'::character varying, 'OVERFLOWED'::character varying, 'REJOINED'::character varying, 'SHORT_ABANDONED'::character varying, 'TRANSFERRED'::character varying])::text[]))) AND (ended_at IS NULL)))),
    CONSTRAINT work_free_has_nobody CHECK (((NOT ((state)::text = ANY ((ARRAY['CALLBACK_PENDING'::character varying, 'WAITING'::character varying])::text[]))) OR (member_id IS NULL)))
)
WITH (fillfactor='80');
CREATE TABLE public.routing_workoffer (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    result character varying(9) NOT NULL,
    reasons jsonb NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    item_id uuid NOT NULL,
    leg_id uuid,
    member_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.scheduling_appointment (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    series_id uuid,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    timezone character varying(64) NOT NULL,
    language character varying(8) NOT NULL,
    status character varying(9) NOT NULL,
    uid character varying(120) NOT NULL,
    sequence integer NOT NULL,
    version integer NOT NULL,
    source character varying(12) NOT NULL,
    client_ref character varying(80) NOT NULL,
    phone character varying(20) NOT NULL,
    place character varying(300) NOT NULL,
    note_for_customer text NOT NULL,
    note_from_customer text NOT NULL,
    note text NOT NULL,
    booked_at timestamp with time zone NOT NULL,
    cancelled_at timestamp with time zone,
    cancelled_by character varying(8) NOT NULL,
    cancel_reason character varying(300) NOT NULL,
    booked_by_id uuid,
    contact_id uuid NOT NULL,
    conversation_id uuid,
    location_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    group_session_id uuid,
    provider_id uuid NOT NULL,
    service_id uuid NOT NULL,
    arrives_from timestamp with time zone,
    arrives_until timestamp with time zone,
    CONSTRAINT appointment_lasts CHECK ((ends_at > starts_at)),
    CONSTRAINT scheduling_appointment_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT scheduling_appointment_version_check CHECK ((version >= 0))
);
CREATE TABLE public.scheduling_appointmentchange (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(10) NOT NULL,
    by character varying(8) NOT NULL,
    from_starts_at timestamp with time zone,
    from_ends_at timestamp with time zone,
    to_starts_at timestamp with time zone,
    to_ends_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    details jsonb NOT NULL,
    appointment_id uuid NOT NULL,
    member_id uuid,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.scheduling_calendarfeed (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    secret text NOT NULL,
    secret_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    made_by_id uuid,
    organisation_id uuid NOT NULL,
    resource_id uuid NOT NULL
);
CREATE TABLE public.scheduling_claim (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    busy_from timestamp with time zone NOT NULL,
    busy_until timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    appointment_id uuid,
    block_id uuid,
    organisation_id uuid NOT NULL,
    group_session_id uuid,
    hold_id uuid,
    resource_id uuid NOT NULL,
    CONSTRAINT claim_held_expires CHECK (((NOT ((state)::text = 'HELD'::text)) OR ((expires_at IS NOT NULL) AND (hold_id IS NOT NULL)))),
    CONSTRAINT claim_lasts CHECK (((busy_from <= starts_at) AND (busy_until >= ends_at) AND (ends_at > starts_at))),
    CONSTRAINT claim_one_owner CHECK ((((appointment_id IS NOT NULL) AND (block_id IS NULL) AND (group_session_id IS NULL) AND (hold_id IS NULL)) OR ((appointment_id IS NULL) AND (block_id IS NULL) AND (group_session_id IS NULL) AND (hold_id IS NOT NULL)) OR ((appointment_id IS NULL) AND (block_id IS NOT NULL) AND (group_session_id IS NULL) AND (hold_id IS NULL)) OR ((appointment_id IS NULL) AND (block_id IS NULL) AND (group_session_id IS NOT NULL) AND (hold_id IS NULL))))
);
CREATE TABLE public.scheduling_dateoverride (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    spans jsonb NOT NULL,
    label character varying(80) NOT NULL,
    organisation_id uuid NOT NULL,
    schedule_id uuid NOT NULL
);
CREATE TABLE public.scheduling_externalbusy (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    key character varying(400) NOT NULL,
    part character varying(80) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    kind character varying(13) NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    CONSTRAINT external_busy_lasts CHECK ((ends_at > starts_at))
);
CREATE TABLE public.scheduling_externalcalendar (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(9) NOT NULL,
    name character varying(120) NOT NULL,
    address text NOT NULL,
    credentials text NOT NULL,
    etag character varying(400) NOT NULL,
    last_modified character varying(100) NOT NULL,
    sync_token text NOT NULL,
    whole_at timestamp with time zone,
    last_ok_at timestamp with time zone NOT NULL,
    last_try_at timestamp with time zone,
    next_at timestamp with time zone NOT NULL,
    failing_since timestamp with time zone,
    failures integer NOT NULL,
    error character varying(40) NOT NULL,
    write_error character varying(40) NOT NULL,
    warnings jsonb NOT NULL,
    counts_tentative boolean NOT NULL,
    writes_to boolean NOT NULL,
    is_active boolean NOT NULL,
    channel_id character varying(200) NOT NULL,
    channel_secret text NOT NULL,
    channel_resource character varying(400) NOT NULL,
    channel_expires_at timestamp with time zone,
    added_by_id uuid,
    organisation_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    CONSTRAINT scheduling_externalcalendar_failures_check CHECK ((failures >= 0))
);
CREATE TABLE public.scheduling_externalcopy (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    key character varying(600) NOT NULL,
    uid character varying(400) NOT NULL,
    etag character varying(400) NOT NULL,
    version integer NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    clash character varying(7) NOT NULL,
    clash_at timestamp with time zone,
    their_etag character varying(400) NOT NULL,
    their_starts_at timestamp with time zone,
    their_ends_at timestamp with time zone,
    appointment_id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT scheduling_externalcopy_version_check CHECK ((version >= 0))
);
CREATE TABLE public.scheduling_groupsession (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    seats smallint NOT NULL,
    ended_at timestamp with time zone,
    location_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    provider_id uuid NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT scheduling_groupsession_seats_check CHECK ((seats >= 0)),
    CONSTRAINT session_lasts CHECK (((ends_at > starts_at) AND (seats >= 1)))
);
CREATE TABLE public.scheduling_hold (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    key uuid NOT NULL,
    visitor character varying(64) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    extended_at timestamp with time zone,
    ended_at timestamp with time zone,
    details jsonb NOT NULL,
    appointment_id uuid,
    contact_id uuid,
    group_session_id uuid,
    location_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    provider_id uuid,
    service_id uuid NOT NULL,
    CONSTRAINT hold_lasts CHECK ((ends_at > starts_at))
);
CREATE TABLE public.scheduling_homerules (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    needs_area boolean NOT NULL,
    travels boolean NOT NULL,
    arrival_minutes smallint NOT NULL,
    is_emergency boolean NOT NULL,
    reserve smallint NOT NULL,
    released_at smallint NOT NULL,
    organisation_id uuid NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT scheduling_homerules_arrival_minutes_check CHECK ((arrival_minutes >= 0)),
    CONSTRAINT scheduling_homerules_released_at_check CHECK ((released_at >= 0)),
    CONSTRAINT scheduling_homerules_reserve_check CHECK ((reserve >= 0))
);
CREATE TABLE public.scheduling_homesettings (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    referral_en text NOT NULL,
    referral_es text NOT NULL,
    speed smallint NOT NULL,
    slack smallint NOT NULL,
    unknown smallint NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT scheduling_homesettings_slack_check CHECK ((slack >= 0)),
    CONSTRAINT scheduling_homesettings_speed_check CHECK ((speed >= 0)),
    CONSTRAINT scheduling_homesettings_unknown_check CHECK ((unknown >= 0))
);
CREATE TABLE public.scheduling_pool (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(80) NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.scheduling_poolplace (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    organisation_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    resource_id uuid NOT NULL
);
CREATE TABLE public.scheduling_postcodeplace (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    postcode character varying(12) NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.scheduling_reminder (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sequence integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state character varying(7) NOT NULL,
    reason character varying(40) NOT NULL,
    sent_at timestamp with time zone,
    answer character varying(9) NOT NULL,
    answered_at timestamp with time zone,
    appointment_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    CONSTRAINT scheduling_reminder_sequence_check CHECK ((sequence >= 0))
);
CREATE TABLE public.scheduling_reminderrule (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(7) NOT NULL,
    minutes integer NOT NULL,
    channel character varying(5) NOT NULL,
    asks boolean NOT NULL,
    words_en text NOT NULL,
    words_es text NOT NULL,
    organisation_id uuid NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT scheduling_reminderrule_minutes_check CHECK ((minutes >= 0))
);
CREATE TABLE public.scheduling_resource (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(9) NOT NULL,
    name character varying(80) NOT NULL,
    hue smallint NOT NULL,
    is_active boolean NOT NULL,
    version integer NOT NULL,
    location_id uuid,
    member_id uuid,
    organisation_id uuid NOT NULL,
    schedule_id uuid,
    CONSTRAINT resource_hue CHECK ((hue < 360)),
    CONSTRAINT scheduling_resource_hue_check CHECK ((hue >= 0)),
    CONSTRAINT scheduling_resource_version_check CHECK ((version >= 0))
);
CREATE TABLE public.scheduling_schedule (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(80) NOT NULL,
    timezone character varying(64) NOT NULL,
    version integer NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT scheduling_schedule_version_check CHECK ((version >= 0))
);
CREATE TABLE public.scheduling_service (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(80) NOT NULL,
    slug character varying(60) NOT NULL,
    description text NOT NULL,
    durations smallint[] NOT NULL,
    price_text character varying(80) NOT NULL,
    buffer_before integer NOT NULL,
    buffer_after integer NOT NULL,
    "interval" integer,
    "offset" integer NOT NULL,
    notice integer NOT NULL,
    window_kind character varying(13) NOT NULL,
    window_days smallint NOT NULL,
    window_from date,
    window_to date,
    day_count_cap smallint,
    day_minutes_cap smallint,
    week_count_cap smallint,
    week_minutes_cap smallint,
    mode character varying(11) NOT NULL,
    seats smallint NOT NULL,
    location_kind character varying(16) NOT NULL,
    video_url character varying(200) NOT NULL,
    needs_approval boolean NOT NULL,
    cancel_cutoff integer,
    move_cutoff integer,
    hue smallint NOT NULL,
    is_public boolean NOT NULL,
    is_active boolean NOT NULL,
    "position" smallint NOT NULL,
    version integer NOT NULL,
    organisation_id uuid NOT NULL,
    waiting_minutes smallint DEFAULT 30 NOT NULL,
    kind character varying(8) DEFAULT 'VISIT'::character varying NOT NULL,
    CONSTRAINT scheduling_service_buffer_after_check CHECK ((buffer_after >= 0)),
    CONSTRAINT scheduling_service_buffer_before_check CHECK ((buffer_before >= 0)),
    CONSTRAINT scheduling_service_cancel_cutoff_check CHECK ((cancel_cutoff >= 0)),
    CONSTRAINT scheduling_service_day_count_cap_check CHECK ((day_count_cap >= 0)),
    CONSTRAINT scheduling_service_day_minutes_cap_check CHECK ((day_minutes_cap >= 0)),
    CONSTRAINT scheduling_service_hue_check CHECK ((hue >= 0)),
    CONSTRAINT scheduling_service_interval_check CHECK (("interval" >= 0)),
    CONSTRAINT scheduling_service_move_cutoff_check CHECK ((move_cutoff >= 0)),
    CONSTRAINT scheduling_service_notice_check CHECK ((notice >= 0)),
    CONSTRAINT scheduling_service_offset_check CHECK (("offset" >= 0)),
    CONSTRAINT scheduling_service_position_check CHECK (("position" >= 0)),
    CONSTRAINT scheduling_service_seats_check CHECK ((seats >= 0)),
    CONSTRAINT scheduling_service_version_check CHECK ((version >= 0)),
    CONSTRAINT scheduling_service_waiting_minutes_check CHECK ((waiting_minutes >= 0)),
    CONSTRAINT scheduling_service_week_count_cap_check CHECK ((week_count_cap >= 0)),
    CONSTRAINT scheduling_service_week_minutes_cap_check CHECK ((week_minutes_cap >= 0)),
    CONSTRAINT scheduling_service_window_days_check CHECK ((window_days >= 0)),
    CONSTRAINT service_hue CHECK ((hue < 360)),
    CONSTRAINT service_seats CHECK ((seats >= 1)),
    CONSTRAINT service_window_order CHECK (((NOT ((window_kind)::text = 'RANGE'::text)) OR ((window_from IS NOT NULL) AND (window_to >= window_from))))
);
CREATE TABLE public.scheduling_servicearea (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name character varying(60) NOT NULL,
    kind character varying(9) NOT NULL,
    effect character varying(8) NOT NULL,
    postcodes text NOT NULL,
    points jsonb NOT NULL,
    centre_postcode character varying(12) NOT NULL,
    metres integer NOT NULL,
    fee_text character varying(80) NOT NULL,
    "position" smallint NOT NULL,
    version integer NOT NULL,
    location_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT scheduling_servicearea_metres_check CHECK ((metres >= 0)),
    CONSTRAINT scheduling_servicearea_position_check CHECK (("position" >= 0)),
    CONSTRAINT scheduling_servicearea_version_check CHECK ((version >= 0))
);
CREATE TABLE public.scheduling_servicelocation (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    location_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    service_id uuid NOT NULL
);
CREATE TABLE public.scheduling_serviceneed (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    units smallint NOT NULL,
    organisation_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT scheduling_serviceneed_units_check CHECK ((units >= 0)),
    CONSTRAINT service_need_units CHECK ((units >= 1))
);
CREATE TABLE public.scheduling_serviceprovider (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    "group" smallint NOT NULL,
    is_fixed boolean NOT NULL,
    weight smallint NOT NULL,
    priority smallint NOT NULL,
    joined_at timestamp with time zone,
    organisation_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT scheduling_serviceprovider_group_check CHECK (("group" >= 0)),
    CONSTRAINT scheduling_serviceprovider_priority_check CHECK ((priority >= 0)),
    CONSTRAINT scheduling_serviceprovider_weight_check CHECK ((weight >= 0))
);
CREATE TABLE public.scheduling_taplink (
    id uuid NOT NULL,
    code_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    hold_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.scheduling_timeblock (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    note character varying(120) NOT NULL,
    ended_at timestamp with time zone,
    made_by_id uuid,
    organisation_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    CONSTRAINT block_lasts CHECK ((ends_at > starts_at))
);
CREATE TABLE public.scheduling_timeoffer (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    hold_ids jsonb NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    appointment_id uuid,
    contact_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    made_by_id uuid,
    organisation_id uuid NOT NULL,
    taken_id uuid
);
CREATE TABLE public.scheduling_travelzone (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    from_on date NOT NULL,
    to_on date,
    timezone character varying(64) NOT NULL,
    organisation_id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    CONSTRAINT travel_zone_order CHECK (((to_on IS NULL) OR (to_on >= from_on)))
);
CREATE TABLE public.scheduling_unserved (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    postcode character varying(12) NOT NULL,
    asked_on date NOT NULL,
    asked_by character varying(6) NOT NULL,
    visitor character varying(64) NOT NULL,
    organisation_id uuid NOT NULL,
    service_id uuid NOT NULL
);
CREATE TABLE public.scheduling_vehiclebase (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    postcode character varying(12) NOT NULL,
    organisation_id uuid NOT NULL,
    resource_id uuid NOT NULL
);
CREATE TABLE public.scheduling_visitorcode (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(8) NOT NULL,
    value character varying(254) NOT NULL,
    language character varying(8) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    used_at timestamp with time zone,
    contact_id uuid,
    hold_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT scheduling_visitorcode_tries_check CHECK ((tries >= 0))
);
CREATE TABLE public.scheduling_visitplace (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    street character varying(160) NOT NULL,
    unit character varying(40) NOT NULL,
    city character varying(80) NOT NULL,
    postcode character varying(12) NOT NULL,
    access_note character varying(300) NOT NULL,
    latitude double precision,
    longitude double precision,
    set_out_at timestamp with time zone,
    arrival_at timestamp with time zone,
    appointment_id uuid,
    area_id uuid,
    hold_id uuid,
    organisation_id uuid NOT NULL,
    CONSTRAINT visit_place_is_of_something CHECK (((hold_id IS NOT NULL) OR (appointment_id IS NOT NULL)))
);
CREATE TABLE public.scheduling_waitingentry (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    minutes smallint NOT NULL,
    provider_ids jsonb NOT NULL,
    weekdays smallint[] NOT NULL,
    spans jsonb NOT NULL,
    earliest_on date,
    latest_on date,
    reach_kind character varying(5) NOT NULL,
    reach_value character varying(200) NOT NULL,
    language character varying(8) NOT NULL,
    note character varying(300) NOT NULL,
    state character varying(8) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    hindrance character varying(40) NOT NULL,
    ended_at timestamp with time zone,
    end_reason character varying(300) NOT NULL,
    appointment_id uuid,
    contact_id uuid NOT NULL,
    conversation_id uuid,
    ended_by_id uuid,
    location_id uuid NOT NULL,
    made_by_id uuid,
    organisation_id uuid NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT scheduling_waitingentry_minutes_check CHECK ((minutes >= 0))
);
CREATE TABLE public.scheduling_waitingoffer (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    outcome character varying(9) NOT NULL,
    ended_at timestamp with time zone,
    entry_id uuid NOT NULL,
    hold_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.scheduling_weeklywindow (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    weekday smallint NOT NULL,
    opens_minute smallint NOT NULL,
    closes_minute smallint NOT NULL,
    organisation_id uuid NOT NULL,
    schedule_id uuid NOT NULL,
    CONSTRAINT schedule_window_in_week CHECK (((closes_minute <= 1440) AND (opens_minute < 1440) AND (weekday <= 6))),
    CONSTRAINT scheduling_weeklywindow_closes_minute_check CHECK ((closes_minute >= 0)),
    CONSTRAINT scheduling_weeklywindow_opens_minute_check CHECK ((opens_minute >= 0)),
    CONSTRAINT scheduling_weeklywindow_weekday_check CHECK ((weekday >= 0))
);
CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id uuid NOT NULL
);
ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.auth_permission VALUES
	(1, 'Can add log entry', 1, 'add_logentry'),
	(2, 'Can change log entry', 1, 'change_logentry'),
	(3, 'Can delete log entry', 1, 'delete_logentry'),
	(4, 'Can view log entry', 1, 'view_logentry'),
	(5, 'Can add permission', 2, 'add_permission'),
	(6, 'Can change permission', 2, 'change_permission'),
	(7, 'Can delete permission', 2, 'delete_permission'),
	(8, 'Can view permission', 2, 'view_permission'),
	(9, 'Can add group', 3, 'add_group'),
	(10, 'Can change group', 3, 'change_group'),
	(11, 'Can delete group', 3, 'delete_group'),
	(12, 'Can view group', 3, 'view_group'),
	(13, 'Can add content type', 4, 'add_contenttype'),
	(14, 'Can change content type', 4, 'change_contenttype'),
	(15, 'Can delete content type', 4, 'delete_contenttype'),
	(16, 'Can view content type', 4, 'view_contenttype'),
	(17, 'Can add session', 5, 'add_session'),
	(18, 'Can change session', 5, 'change_session'),
	(19, 'Can delete session', 5, 'delete_session'),
	(20, 'Can view session', 5, 'view_session'),
	(21, 'Can add email address', 6, 'add_emailaddress'),
	(22, 'Can change email address', 6, 'change_emailaddress'),
	(23, 'Can delete email address', 6, 'delete_emailaddress'),
	(24, 'Can view email address', 6, 'view_emailaddress'),
	(25, 'Can add email confirmation', 7, 'add_emailconfirmation'),
	(26, 'Can change email confirmation', 7, 'change_emailconfirmation'),
	(27, 'Can delete email confirmation', 7, 'delete_emailconfirmation'),
	(28, 'Can view email confirmation', 7, 'view_emailconfirmation'),
	(29, 'Can add authenticator', 8, 'add_authenticator'),
	(30, 'Can change authenticator', 8, 'change_authenticator'),
	(31, 'Can delete authenticator', 8, 'delete_authenticator'),
	(32, 'Can view authenticator', 8, 'view_authenticator'),
	(33, 'Can add user session', 9, 'add_usersession'),
	(34, 'Can change user session', 9, 'change_usersession'),
	(35, 'Can delete user session', 9, 'delete_usersession'),
	(36, 'Can view user session', 9, 'view_usersession'),
	(37, 'Can add crontab', 10, 'add_crontabschedule'),
	(38, 'Can change crontab', 10, 'change_crontabschedule'),
	(39, 'Can delete crontab', 10, 'delete_crontabschedule'),
	(40, 'Can view crontab', 10, 'view_crontabschedule'),
	(41, 'Can add interval', 11, 'add_intervalschedule'),
	(42, 'Can change interval', 11, 'change_intervalschedule'),
	(43, 'Can delete interval', 11, 'delete_intervalschedule'),
	(44, 'Can view interval', 11, 'view_intervalschedule'),
	(45, 'Can add periodic task', 12, 'add_periodictask'),
	(46, 'Can change periodic task', 12, 'change_periodictask'),
	(47, 'Can delete periodic task', 12, 'delete_periodictask'),
	(48, 'Can view periodic task', 12, 'view_periodictask'),
	(49, 'Can add periodic task track', 13, 'add_periodictasks'),
	(50, 'Can change periodic task track', 13, 'change_periodictasks'),
	(51, 'Can delete periodic task track', 13, 'delete_periodictasks'),
	(52, 'Can view periodic task track', 13, 'view_periodictasks'),
	(53, 'Can add solar event', 14, 'add_solarschedule'),
	(54, 'Can change solar event', 14, 'change_solarschedule'),
	(55, 'Can delete solar event', 14, 'delete_solarschedule'),
	(56, 'Can view solar event', 14, 'view_solarschedule'),
	(57, 'Can add clocked', 15, 'add_clockedschedule'),
	(58, 'Can change clocked', 15, 'change_clockedschedule'),
	(59, 'Can delete clocked', 15, 'delete_clockedschedule'),
	(60, 'Can view clocked', 15, 'view_clockedschedule'),
	(61, 'Can add heartbeat', 16, 'add_heartbeat'),
	(62, 'Can change heartbeat', 16, 'change_heartbeat'),
	(63, 'Can delete heartbeat', 16, 'delete_heartbeat'),
	(64, 'Can view heartbeat', 16, 'view_heartbeat'),
	(65, 'Can add delivery', 17, 'add_delivery'),
	(66, 'Can change delivery', 17, 'change_delivery'),
	(67, 'Can delete delivery', 17, 'delete_delivery'),
	(68, 'Can view delivery', 17, 'view_delivery'),
	(69, 'Can add event', 18, 'add_event'),
	(70, 'Can change event', 18, 'change_event'),
	(71, 'Can delete event', 18, 'delete_event'),
	(72, 'Can view event', 18, 'view_event'),
	(73, 'Can add location', 19, 'add_location'),
	(74, 'Can change location', 19, 'change_location'),
	(75, 'Can delete location', 19, 'delete_location'),
	(76, 'Can view location', 19, 'view_location'),
	(77, 'Can add user', 20, 'add_user'),
	(78, 'Can change user', 20, 'change_user'),
	(79, 'Can delete user', 20, 'delete_user'),
	(80, 'Can view user', 20, 'view_user'),
	(81, 'Can add organisation', 21, 'add_organisation'),
	(82, 'Can change organisation', 21, 'change_organisation'),
	(83, 'Can delete organisation', 21, 'delete_organisation'),
	(84, 'Can view organisation', 21, 'view_organisation'),
	(85, 'Can add opening window', 22, 'add_openingwindow'),
	(86, 'Can change opening window', 22, 'change_openingwindow'),
	(87, 'Can delete opening window', 22, 'delete_openingwindow'),
	(88, 'Can view opening window', 22, 'view_openingwindow'),
	(89, 'Can add member', 23, 'add_member'),
	(90, 'Can change member', 23, 'change_member'),
	(91, 'Can delete member', 23, 'delete_member'),
	(92, 'Can view member', 23, 'view_member'),
	(93, 'Can add invitation', 24, 'add_invitation'),
	(94, 'Can change invitation', 24, 'change_invitation'),
	(95, 'Can delete invitation', 24, 'delete_invitation'),
	(96, 'Can view invitation', 24, 'view_invitation'),
	(97, 'Can add holiday rule', 25, 'add_holidayrule'),
	(98, 'Can change holiday rule', 25, 'change_holidayrule'),
	(99, 'Can delete holiday rule', 25, 'delete_holidayrule'),
	(100, 'Can view holiday rule', 25, 'view_holidayrule'),
	(101, 'Can add closure', 26, 'add_closure'),
	(102, 'Can change closure', 26, 'change_closure'),
	(103, 'Can delete closure', 26, 'delete_closure'),
	(104, 'Can view closure', 26, 'view_closure'),
	(105, 'Can add team', 27, 'add_team'),
	(106, 'Can change team', 27, 'change_team'),
	(107, 'Can delete team', 27, 'delete_team'),
	(108, 'Can view team', 27, 'view_team'),
	(109, 'Can add API key', 28, 'add_apikey'),
	(110, 'Can change API key', 28, 'change_apikey'),
	(111, 'Can delete API key', 28, 'delete_apikey'),
	(112, 'Can view API key', 28, 'view_apikey'),
	(113, 'Can add idempotency record', 29, 'add_idempotencyrecord'),
	(114, 'Can change idempotency record', 29, 'change_idempotencyrecord'),
	(115, 'Can delete idempotency record', 29, 'delete_idempotencyrecord'),
	(116, 'Can view idempotency record', 29, 'view_idempotencyrecord'),
	(117, 'Can add special opening', 30, 'add_specialopening'),
	(118, 'Can change special opening', 30, 'change_specialopening'),
	(119, 'Can delete special opening', 30, 'delete_specialopening'),
	(120, 'Can view special opening', 30, 'view_specialopening'),
	(121, 'Can add allowed site', 31, 'add_allowedsite'),
	(122, 'Can change allowed site', 31, 'change_allowedsite'),
	(123, 'Can delete allowed site', 31, 'delete_allowedsite'),
	(124, 'Can view allowed site', 31, 'view_allowedsite'),
	(125, 'Can add contact', 32, 'add_contact'),
	(126, 'Can change contact', 32, 'change_contact'),
	(127, 'Can delete contact', 32, 'delete_contact'),
	(128, 'Can view contact', 32, 'view_contact'),
	(129, 'Can add contact address', 33, 'add_contactaddress'),
	(130, 'Can change contact address', 33, 'change_contactaddress'),
	(131, 'Can delete contact address', 33, 'delete_contactaddress'),
	(132, 'Can view contact address', 33, 'view_contactaddress'),
	(133, 'Can add contact import', 34, 'add_contactimport'),
	(134, 'Can change contact import', 34, 'change_contactimport'),
	(135, 'Can delete contact import', 34, 'delete_contactimport'),
	(136, 'Can view contact import', 34, 'view_contactimport'),
	(137, 'Can add consent event', 35, 'add_consentevent'),
	(138, 'Can change consent event', 35, 'change_consentevent'),
	(139, 'Can delete consent event', 35, 'delete_consentevent'),
	(140, 'Can view consent event', 35, 'view_consentevent'),
	(141, 'Can add import part', 36, 'add_importpart'),
	(142, 'Can change import part', 36, 'change_importpart'),
	(143, 'Can delete import part', 36, 'delete_importpart'),
	(144, 'Can view import part', 36, 'view_importpart'),
	(145, 'Can add contact merge', 37, 'add_contactmerge'),
	(146, 'Can change contact merge', 37, 'change_contactmerge'),
	(147, 'Can delete contact merge', 37, 'delete_contactmerge'),
	(148, 'Can view contact merge', 37, 'view_contactmerge'),
	(149, 'Can add duplicate suggestion', 38, 'add_duplicatesuggestion'),
	(150, 'Can change duplicate suggestion', 38, 'change_duplicatesuggestion'),
	(151, 'Can delete duplicate suggestion', 38, 'delete_duplicatesuggestion'),
	(152, 'Can view duplicate suggestion', 38, 'view_duplicatesuggestion'),
	(153, 'Can add identity key', 39, 'add_identitykey'),
	(154, 'Can change identity key', 39, 'change_identitykey'),
	(155, 'Can delete identity key', 39, 'delete_identitykey'),
	(156, 'Can view identity key', 39, 'view_identitykey'),
	(157, 'Can add identity sweep', 40, 'add_identitysweep'),
	(158, 'Can change identity sweep', 40, 'change_identitysweep'),
	(159, 'Can delete identity sweep', 40, 'delete_identitysweep'),
	(160, 'Can view identity sweep', 40, 'view_identitysweep'),
	(161, 'Can add legal hold', 41, 'add_legalhold'),
	(162, 'Can change legal hold', 41, 'change_legalhold'),
	(163, 'Can delete legal hold', 41, 'delete_legalhold'),
	(164, 'Can view legal hold', 41, 'view_legalhold'),
	(165, 'Can add personal details', 42, 'add_personaldetails'),
	(166, 'Can change personal details', 42, 'change_personaldetails'),
	(167, 'Can delete personal details', 42, 'delete_personaldetails'),
	(168, 'Can view personal details', 42, 'view_personaldetails'),
	(169, 'Can add conversation', 43, 'add_conversation'),
	(170, 'Can change conversation', 43, 'change_conversation'),
	(171, 'Can delete conversation', 43, 'delete_conversation'),
	(172, 'Can view conversation', 43, 'view_conversation'),
	(173, 'Can add line', 44, 'add_line'),
	(174, 'Can change line', 44, 'change_line'),
	(175, 'Can delete line', 44, 'delete_line'),
	(176, 'Can view line', 44, 'view_line'),
	(177, 'Can add entry', 45, 'add_entry'),
	(178, 'Can change entry', 45, 'change_entry'),
	(179, 'Can delete entry', 45, 'delete_entry'),
	(180, 'Can view entry', 45, 'view_entry'),
	(181, 'Can add mention', 46, 'add_mention'),
	(182, 'Can change mention', 46, 'change_mention'),
	(183, 'Can delete mention', 46, 'delete_mention'),
	(184, 'Can view mention', 46, 'view_mention'),
	(185, 'Can add read mark', 47, 'add_readmark'),
	(186, 'Can change read mark', 47, 'change_readmark'),
	(187, 'Can delete read mark', 47, 'delete_readmark'),
	(188, 'Can view read mark', 47, 'view_readmark'),
	(189, 'Can add saved view', 48, 'add_savedview'),
	(190, 'Can change saved view', 48, 'change_savedview'),
	(191, 'Can delete saved view', 48, 'delete_savedview'),
	(192, 'Can view saved view', 48, 'view_savedview'),
	(193, 'Can add task', 49, 'add_task'),
	(194, 'Can change task', 49, 'change_task'),
	(195, 'Can delete task', 49, 'delete_task'),
	(196, 'Can view task', 49, 'view_task'),
	(197, 'Can add canned reply', 50, 'add_cannedreply'),
	(198, 'Can change canned reply', 50, 'change_cannedreply'),
	(199, 'Can delete canned reply', 50, 'delete_cannedreply'),
	(200, 'Can view canned reply', 50, 'view_cannedreply'),
	(201, 'Can add draft', 51, 'add_draft'),
	(202, 'Can change draft', 51, 'change_draft'),
	(203, 'Can delete draft', 51, 'delete_draft'),
	(204, 'Can view draft', 51, 'view_draft'),
	(205, 'Can add call', 52, 'add_call'),
	(206, 'Can change call', 52, 'change_call'),
	(207, 'Can delete call', 52, 'delete_call'),
	(208, 'Can view call', 52, 'view_call'),
	(209, 'Can add leg', 53, 'add_leg'),
	(210, 'Can change leg', 53, 'change_leg'),
	(211, 'Can delete leg', 53, 'delete_leg'),
	(212, 'Can view leg', 53, 'view_leg'),
	(213, 'Can add call command', 54, 'add_callcommand'),
	(214, 'Can change call command', 54, 'change_callcommand'),
	(215, 'Can delete call command', 54, 'delete_callcommand'),
	(216, 'Can view call command', 54, 'view_callcommand'),
	(217, 'Can add number fact', 55, 'add_numberfact'),
	(218, 'Can change number fact', 55, 'change_numberfact'),
	(219, 'Can delete number fact', 55, 'delete_numberfact'),
	(220, 'Can view number fact', 55, 'view_numberfact'),
	(221, 'Can add recording', 56, 'add_recording'),
	(222, 'Can change recording', 56, 'change_recording'),
	(223, 'Can delete recording', 56, 'delete_recording'),
	(224, 'Can view recording', 56, 'view_recording'),
	(225, 'Can add recording rule', 57, 'add_recordingrule'),
	(226, 'Can change recording rule', 57, 'change_recordingrule'),
	(227, 'Can delete recording rule', 57, 'delete_recordingrule'),
	(228, 'Can view recording rule', 57, 'view_recordingrule'),
	(229, 'Can add block', 58, 'add_block'),
	(230, 'Can change block', 58, 'change_block'),
	(231, 'Can delete block', 58, 'delete_block'),
	(232, 'Can view block', 58, 'view_block'),
	(233, 'Can add member phone', 59, 'add_memberphone'),
	(234, 'Can change member phone', 59, 'change_memberphone'),
	(235, 'Can delete member phone', 59, 'delete_memberphone'),
	(236, 'Can view member phone', 59, 'view_memberphone'),
	(237, 'Can add label', 60, 'add_label'),
	(238, 'Can change label', 60, 'change_label'),
	(239, 'Can delete label', 60, 'delete_label'),
	(240, 'Can view label', 60, 'view_label'),
	(241, 'Can add chat widget', 61, 'add_chatwidget'),
	(242, 'Can change chat widget', 61, 'change_chatwidget'),
	(243, 'Can delete chat widget', 61, 'delete_chatwidget'),
	(244, 'Can view chat widget', 61, 'view_chatwidget'),
	(245, 'Can add time block', 62, 'add_timeblock'),
	(246, 'Can change time block', 62, 'change_timeblock'),
	(247, 'Can delete time block', 62, 'delete_timeblock'),
	(248, 'Can view time block', 62, 'view_timeblock'),
	(249, 'Can add group session', 63, 'add_groupsession'),
	(250, 'Can change group session', 63, 'change_groupsession'),
	(251, 'Can delete group session', 63, 'delete_groupsession'),
	(252, 'Can view group session', 63, 'view_groupsession'),
	(253, 'Can add appointment', 64, 'add_appointment'),
	(254, 'Can change appointment', 64, 'change_appointment'),
	(255, 'Can delete appointment', 64, 'delete_appointment'),
	(256, 'Can view appointment', 64, 'view_appointment'),
	(257, 'Can add pool', 65, 'add_pool'),
	(258, 'Can change pool', 65, 'change_pool'),
	(259, 'Can delete pool', 65, 'delete_pool'),
	(260, 'Can view pool', 65, 'view_pool'),
	(261, 'Can add resource', 66, 'add_resource'),
	(262, 'Can change resource', 66, 'change_resource'),
	(263, 'Can delete resource', 66, 'delete_resource'),
	(264, 'Can view resource', 66, 'view_resource'),
	(265, 'Can add pool place', 67, 'add_poolplace'),
	(266, 'Can change pool place', 67, 'change_poolplace'),
	(267, 'Can delete pool place', 67, 'delete_poolplace'),
	(268, 'Can view pool place', 67, 'view_poolplace'),
	(269, 'Can add hold', 68, 'add_hold'),
	(270, 'Can change hold', 68, 'change_hold'),
	(271, 'Can delete hold', 68, 'delete_hold'),
	(272, 'Can view hold', 68, 'view_hold'),
	(273, 'Can add claim', 69, 'add_claim'),
	(274, 'Can change claim', 69, 'change_claim'),
	(275, 'Can delete claim', 69, 'delete_claim'),
	(276, 'Can view claim', 69, 'view_claim'),
	(277, 'Can add schedule', 70, 'add_schedule'),
	(278, 'Can change schedule', 70, 'change_schedule'),
	(279, 'Can delete schedule', 70, 'delete_schedule'),
	(280, 'Can view schedule', 70, 'view_schedule'),
	(281, 'Can add date override', 71, 'add_dateoverride'),
	(282, 'Can change date override', 71, 'change_dateoverride'),
	(283, 'Can delete date override', 71, 'delete_dateoverride'),
	(284, 'Can view date override', 71, 'view_dateoverride'),
	(285, 'Can add service', 72, 'add_service'),
	(286, 'Can change service', 72, 'change_service'),
	(287, 'Can delete service', 72, 'delete_service'),
	(288, 'Can view service', 72, 'view_service'),
	(289, 'Can add service location', 73, 'add_servicelocation'),
	(290, 'Can change service location', 73, 'change_servicelocation'),
	(291, 'Can delete service location', 73, 'delete_servicelocation'),
	(292, 'Can view service location', 73, 'view_servicelocation'),
	(293, 'Can add service need', 74, 'add_serviceneed'),
	(294, 'Can change service need', 74, 'change_serviceneed'),
	(295, 'Can delete service need', 74, 'delete_serviceneed'),
	(296, 'Can view service need', 74, 'view_serviceneed'),
	(297, 'Can add service provider', 75, 'add_serviceprovider'),
	(298, 'Can change service provider', 75, 'change_serviceprovider'),
	(299, 'Can delete service provider', 75, 'delete_serviceprovider'),
	(300, 'Can view service provider', 75, 'view_serviceprovider'),
	(301, 'Can add travel zone', 76, 'add_travelzone'),
	(302, 'Can change travel zone', 76, 'change_travelzone'),
	(303, 'Can delete travel zone', 76, 'delete_travelzone'),
	(304, 'Can view travel zone', 76, 'view_travelzone'),
	(305, 'Can add weekly window', 77, 'add_weeklywindow'),
	(306, 'Can change weekly window', 77, 'change_weeklywindow'),
	(307, 'Can delete weekly window', 77, 'delete_weeklywindow'),
	(308, 'Can view weekly window', 77, 'view_weeklywindow'),
	(309, 'Can add appointment change', 78, 'add_appointmentchange'),
	(310, 'Can change appointment change', 78, 'change_appointmentchange'),
	(311, 'Can delete appointment change', 78, 'delete_appointmentchange'),
	(312, 'Can view appointment change', 78, 'view_appointmentchange'),
	(313, 'Can add calendar feed', 79, 'add_calendarfeed'),
	(314, 'Can change calendar feed', 79, 'change_calendarfeed'),
	(315, 'Can delete calendar feed', 79, 'delete_calendarfeed'),
	(316, 'Can view calendar feed', 79, 'view_calendarfeed'),
	(317, 'Can add reminder rule', 80, 'add_reminderrule'),
	(318, 'Can change reminder rule', 80, 'change_reminderrule'),
	(319, 'Can delete reminder rule', 80, 'delete_reminderrule'),
	(320, 'Can view reminder rule', 80, 'view_reminderrule'),
	(321, 'Can add reminder', 81, 'add_reminder'),
	(322, 'Can change reminder', 81, 'change_reminder'),
	(323, 'Can delete reminder', 81, 'delete_reminder'),
	(324, 'Can view reminder', 81, 'view_reminder'),
	(325, 'Can add time offer', 82, 'add_timeoffer'),
	(326, 'Can change time offer', 82, 'change_timeoffer'),
	(327, 'Can delete time offer', 82, 'delete_timeoffer'),
	(328, 'Can view time offer', 82, 'view_timeoffer'),
	(329, 'Can add external calendar', 83, 'add_externalcalendar'),
	(330, 'Can change external calendar', 83, 'change_externalcalendar'),
	(331, 'Can delete external calendar', 83, 'delete_externalcalendar'),
	(332, 'Can view external calendar', 83, 'view_externalcalendar'),
	(333, 'Can add external busy', 84, 'add_externalbusy'),
	(334, 'Can change external busy', 84, 'change_externalbusy'),
	(335, 'Can delete external busy', 84, 'delete_externalbusy'),
	(336, 'Can view external busy', 84, 'view_externalbusy'),
	(337, 'Can add external copy', 85, 'add_externalcopy'),
	(338, 'Can change external copy', 85, 'change_externalcopy'),
	(339, 'Can delete external copy', 85, 'delete_externalcopy'),
	(340, 'Can view external copy', 85, 'view_externalcopy'),
	(341, 'Can add visitor code', 86, 'add_visitorcode'),
	(342, 'Can change visitor code', 86, 'change_visitorcode'),
	(343, 'Can delete visitor code', 86, 'delete_visitorcode'),
	(344, 'Can view visitor code', 86, 'view_visitorcode'),
	(345, 'Can add service area', 87, 'add_servicearea'),
	(346, 'Can change service area', 87, 'change_servicearea'),
	(347, 'Can delete service area', 87, 'delete_servicearea'),
	(348, 'Can view service area', 87, 'view_servicearea'),
	(349, 'Can add unserved', 88, 'add_unserved'),
	(350, 'Can change unserved', 88, 'change_unserved'),
	(351, 'Can delete unserved', 88, 'delete_unserved'),
	(352, 'Can view unserved', 88, 'view_unserved'),
	(353, 'Can add vehicle base', 89, 'add_vehiclebase'),
	(354, 'Can change vehicle base', 89, 'change_vehiclebase'),
	(355, 'Can delete vehicle base', 89, 'delete_vehiclebase'),
	(356, 'Can view vehicle base', 89, 'view_vehiclebase'),
	(357, 'Can add visit place', 90, 'add_visitplace'),
	(358, 'Can change visit place', 90, 'change_visitplace'),
	(359, 'Can delete visit place', 90, 'delete_visitplace'),
	(360, 'Can view visit place', 90, 'view_visitplace'),
	(361, 'Can add home rules', 91, 'add_homerules'),
	(362, 'Can change home rules', 91, 'change_homerules'),
	(363, 'Can delete home rules', 91, 'delete_homerules'),
	(364, 'Can view home rules', 91, 'view_homerules'),
	(365, 'Can add home settings', 92, 'add_homesettings'),
	(366, 'Can change home settings', 92, 'change_homesettings'),
	(367, 'Can delete home settings', 92, 'delete_homesettings'),
	(368, 'Can view home settings', 92, 'view_homesettings'),
	(369, 'Can add postcode place', 93, 'add_postcodeplace'),
	(370, 'Can change postcode place', 93, 'change_postcodeplace'),
	(371, 'Can delete postcode place', 93, 'delete_postcodeplace'),
	(372, 'Can view postcode place', 93, 'view_postcodeplace'),
	(373, 'Can add tap link', 94, 'add_taplink'),
	(374, 'Can change tap link', 94, 'change_taplink'),
	(375, 'Can delete tap link', 94, 'delete_taplink'),
	(376, 'Can view tap link', 94, 'view_taplink'),
	(377, 'Can add waiting entry', 95, 'add_waitingentry'),
	(378, 'Can change waiting entry', 95, 'change_waitingentry'),
	(379, 'Can delete waiting entry', 95, 'delete_waitingentry'),
	(380, 'Can view waiting entry', 95, 'view_waitingentry'),
	(381, 'Can add waiting offer', 96, 'add_waitingoffer'),
	(382, 'Can change waiting offer', 96, 'change_waitingoffer'),
	(383, 'Can delete waiting offer', 96, 'delete_waitingoffer'),
	(384, 'Can view waiting offer', 96, 'view_waitingoffer'),
	(385, 'Can add party', 97, 'add_party'),
	(386, 'Can change party', 97, 'change_party'),
	(387, 'Can delete party', 97, 'delete_party'),
	(388, 'Can view party', 97, 'view_party'),
	(389, 'Can add party identifier', 98, 'add_partyidentifier'),
	(390, 'Can change party identifier', 98, 'change_partyidentifier'),
	(391, 'Can delete party identifier', 98, 'delete_partyidentifier'),
	(392, 'Can view party identifier', 98, 'view_partyidentifier'),
	(393, 'Can add party name', 99, 'add_partyname'),
	(394, 'Can change party name', 99, 'change_partyname'),
	(395, 'Can delete party name', 99, 'delete_partyname'),
	(396, 'Can view party name', 99, 'view_partyname'),
	(397, 'Can add party relation', 100, 'add_partyrelation'),
	(398, 'Can change party relation', 100, 'change_partyrelation'),
	(399, 'Can delete party relation', 100, 'delete_partyrelation'),
	(400, 'Can view party relation', 100, 'view_partyrelation'),
	(401, 'Can add form', 101, 'add_form'),
	(402, 'Can change form', 101, 'change_form'),
	(403, 'Can delete form', 101, 'delete_form'),
	(404, 'Can view form', 101, 'view_form'),
	(405, 'Can add form version', 102, 'add_formversion'),
	(406, 'Can change form version', 102, 'change_formversion'),
	(407, 'Can delete form version', 102, 'delete_formversion'),
	(408, 'Can view form version', 102, 'view_formversion'),
	(409, 'Can add option set', 103, 'add_optionset'),
	(410, 'Can change option set', 103, 'change_optionset'),
	(411, 'Can delete option set', 103, 'delete_optionset'),
	(412, 'Can view option set', 103, 'view_optionset'),
	(413, 'Can add service form', 104, 'add_serviceform'),
	(414, 'Can change service form', 104, 'change_serviceform'),
	(415, 'Can delete service form', 104, 'delete_serviceform'),
	(416, 'Can view service form', 104, 'view_serviceform'),
	(417, 'Can add submission', 105, 'add_submission'),
	(418, 'Can change submission', 105, 'change_submission'),
	(419, 'Can delete submission', 105, 'delete_submission'),
	(420, 'Can view submission', 105, 'view_submission'),
	(421, 'Can add signature', 106, 'add_signature'),
	(422, 'Can change signature', 106, 'change_signature'),
	(423, 'Can delete signature', 106, 'delete_signature'),
	(424, 'Can view signature', 106, 'view_signature'),
	(425, 'Can add resume code', 107, 'add_resumecode'),
	(426, 'Can change resume code', 107, 'change_resumecode'),
	(427, 'Can delete resume code', 107, 'delete_resumecode'),
	(428, 'Can view resume code', 107, 'view_resumecode'),
	(429, 'Can add answer event', 108, 'add_answerevent'),
	(430, 'Can change answer event', 108, 'change_answerevent'),
	(431, 'Can delete answer event', 108, 'delete_answerevent'),
	(432, 'Can view answer event', 108, 'view_answerevent'),
	(433, 'Can add upload', 109, 'add_upload'),
	(434, 'Can change upload', 109, 'change_upload'),
	(435, 'Can delete upload', 109, 'delete_upload'),
	(436, 'Can view upload', 109, 'view_upload'),
	(437, 'Can add conflict check', 110, 'add_conflictcheck'),
	(438, 'Can change conflict check', 110, 'change_conflictcheck'),
	(439, 'Can delete conflict check', 110, 'delete_conflictcheck'),
	(440, 'Can view conflict check', 110, 'view_conflictcheck'),
	(441, 'Can add conflict run', 111, 'add_conflictrun'),
	(442, 'Can change conflict run', 111, 'change_conflictrun'),
	(443, 'Can delete conflict run', 111, 'delete_conflictrun'),
	(444, 'Can view conflict run', 111, 'view_conflictrun'),
	(445, 'Can add conflict hit', 112, 'add_conflicthit'),
	(446, 'Can change conflict hit', 112, 'change_conflicthit'),
	(447, 'Can delete conflict hit', 112, 'delete_conflicthit'),
	(448, 'Can view conflict hit', 112, 'view_conflicthit'),
	(449, 'Can add consent', 113, 'add_consent'),
	(450, 'Can change consent', 113, 'change_consent'),
	(451, 'Can delete consent', 113, 'delete_consent'),
	(452, 'Can view consent', 113, 'view_consent'),
	(453, 'Can add hit decision', 114, 'add_hitdecision'),
	(454, 'Can change hit decision', 114, 'change_hitdecision'),
	(455, 'Can delete hit decision', 114, 'delete_hitdecision'),
	(456, 'Can view hit decision', 114, 'view_hitdecision'),
	(457, 'Can add matter', 115, 'add_matter'),
	(458, 'Can change matter', 115, 'change_matter'),
	(459, 'Can delete matter', 115, 'delete_matter'),
	(460, 'Can view matter', 115, 'view_matter'),
	(461, 'Can add ethical wall', 116, 'add_ethicalwall'),
	(462, 'Can change ethical wall', 116, 'change_ethicalwall'),
	(463, 'Can delete ethical wall', 116, 'delete_ethicalwall'),
	(464, 'Can view ethical wall', 116, 'view_ethicalwall'),
	(465, 'Can add matter party', 117, 'add_matterparty'),
	(466, 'Can change matter party', 117, 'change_matterparty'),
	(467, 'Can delete matter party', 117, 'delete_matterparty'),
	(468, 'Can view matter party', 117, 'view_matterparty'),
	(469, 'Can add wall member', 118, 'add_wallmember'),
	(470, 'Can change wall member', 118, 'change_wallmember'),
	(471, 'Can delete wall member', 118, 'delete_wallmember'),
	(472, 'Can view wall member', 118, 'view_wallmember'),
	(473, 'Can add check event', 119, 'add_checkevent'),
	(474, 'Can change check event', 119, 'change_checkevent'),
	(475, 'Can delete check event', 119, 'delete_checkevent'),
	(476, 'Can view check event', 119, 'view_checkevent'),
	(477, 'Can add red flag alert', 120, 'add_redflagalert'),
	(478, 'Can change red flag alert', 120, 'change_redflagalert'),
	(479, 'Can delete red flag alert', 120, 'delete_redflagalert'),
	(480, 'Can view red flag alert', 120, 'view_redflagalert'),
	(481, 'Can add red flag list', 121, 'add_redflaglist'),
	(482, 'Can change red flag list', 121, 'change_redflaglist'),
	(483, 'Can delete red flag list', 121, 'delete_redflaglist'),
	(484, 'Can view red flag list', 121, 'view_redflaglist'),
	(485, 'Can add service site', 122, 'add_servicesite'),
	(486, 'Can change service site', 122, 'change_servicesite'),
	(487, 'Can delete service site', 122, 'delete_servicesite'),
	(488, 'Can view service site', 122, 'view_servicesite'),
	(489, 'Can add site person', 123, 'add_siteperson'),
	(490, 'Can change site person', 123, 'change_siteperson'),
	(491, 'Can delete site person', 123, 'delete_siteperson'),
	(492, 'Can view site person', 123, 'view_siteperson'),
	(493, 'Can add job type', 124, 'add_jobtype'),
	(494, 'Can change job type', 124, 'change_jobtype'),
	(495, 'Can delete job type', 124, 'delete_jobtype'),
	(496, 'Can view job type', 124, 'view_jobtype'),
	(497, 'Can add job', 125, 'add_job'),
	(498, 'Can change job', 125, 'change_job'),
	(499, 'Can delete job', 125, 'delete_job'),
	(500, 'Can view job', 125, 'view_job'),
	(501, 'Can add job event', 126, 'add_jobevent'),
	(502, 'Can change job event', 126, 'change_jobevent'),
	(503, 'Can delete job event', 126, 'delete_jobevent'),
	(504, 'Can view job event', 126, 'view_jobevent'),
	(505, 'Can add playbook', 127, 'add_playbook'),
	(506, 'Can change playbook', 127, 'change_playbook'),
	(507, 'Can delete playbook', 127, 'delete_playbook'),
	(508, 'Can view playbook', 127, 'view_playbook'),
	(509, 'Can add inquiry', 128, 'add_inquiry'),
	(510, 'Can change inquiry', 128, 'change_inquiry'),
	(511, 'Can delete inquiry', 128, 'delete_inquiry'),
	(512, 'Can view inquiry', 128, 'view_inquiry'),
	(513, 'Can add job photo', 129, 'add_jobphoto'),
	(514, 'Can change job photo', 129, 'change_jobphoto'),
	(515, 'Can delete job photo', 129, 'delete_jobphoto'),
	(516, 'Can view job photo', 129, 'view_jobphoto'),
	(517, 'Can add urgency script', 130, 'add_urgencyscript'),
	(518, 'Can change urgency script', 130, 'change_urgencyscript'),
	(519, 'Can delete urgency script', 130, 'delete_urgencyscript'),
	(520, 'Can view urgency script', 130, 'view_urgencyscript'),
	(521, 'Can add glass break', 131, 'add_glassbreak'),
	(522, 'Can change glass break', 131, 'change_glassbreak'),
	(523, 'Can delete glass break', 131, 'delete_glassbreak'),
	(524, 'Can view glass break', 131, 'view_glassbreak'),
	(525, 'Can add patient access', 132, 'add_patientaccess'),
	(526, 'Can change patient access', 132, 'change_patientaccess'),
	(527, 'Can delete patient access', 132, 'delete_patientaccess'),
	(528, 'Can view patient access', 132, 'view_patientaccess'),
	(529, 'Can add patient record', 133, 'add_patientrecord'),
	(530, 'Can change patient record', 133, 'change_patientrecord'),
	(531, 'Can delete patient record', 133, 'delete_patientrecord'),
	(532, 'Can view patient record', 133, 'view_patientrecord'),
	(533, 'Can add answers read', 134, 'add_answersread'),
	(534, 'Can change answers read', 134, 'change_answersread'),
	(535, 'Can delete answers read', 134, 'delete_answersread'),
	(536, 'Can view answers read', 134, 'view_answersread'),
	(537, 'Can add listed party', 135, 'add_listedparty'),
	(538, 'Can change listed party', 135, 'change_listedparty'),
	(539, 'Can delete listed party', 135, 'delete_listedparty'),
	(540, 'Can view listed party', 135, 'view_listedparty'),
	(541, 'Can add health item', 136, 'add_healthitem'),
	(542, 'Can change health item', 136, 'change_healthitem'),
	(543, 'Can delete health item', 136, 'delete_healthitem'),
	(544, 'Can view health item', 136, 'view_healthitem'),
	(545, 'Can add line handling', 137, 'add_linehandling'),
	(546, 'Can change line handling', 137, 'change_linehandling'),
	(547, 'Can delete line handling', 137, 'delete_linehandling'),
	(548, 'Can view line handling', 137, 'view_linehandling'),
	(549, 'Can add ring turn', 138, 'add_ringturn'),
	(550, 'Can change ring turn', 138, 'change_ringturn'),
	(551, 'Can delete ring turn', 138, 'delete_ringturn'),
	(552, 'Can view ring turn', 138, 'view_ringturn'),
	(553, 'Can add call run', 139, 'add_callrun'),
	(554, 'Can change call run', 139, 'change_callrun'),
	(555, 'Can delete call run', 139, 'delete_callrun'),
	(556, 'Can view call run', 139, 'view_callrun'),
	(557, 'Can add queue', 140, 'add_queue'),
	(558, 'Can change queue', 140, 'change_queue'),
	(559, 'Can delete queue', 140, 'delete_queue'),
	(560, 'Can view queue', 140, 'view_queue'),
	(561, 'Can add queue seat', 141, 'add_queueseat'),
	(562, 'Can change queue seat', 141, 'change_queueseat'),
	(563, 'Can delete queue seat', 141, 'delete_queueseat'),
	(564, 'Can view queue seat', 141, 'view_queueseat'),
	(565, 'Can add skill', 142, 'add_skill'),
	(566, 'Can change skill', 142, 'change_skill'),
	(567, 'Can delete skill', 142, 'delete_skill'),
	(568, 'Can view skill', 142, 'view_skill'),
	(569, 'Can add member skill', 143, 'add_memberskill'),
	(570, 'Can change member skill', 143, 'change_memberskill'),
	(571, 'Can delete member skill', 143, 'delete_memberskill'),
	(572, 'Can view member skill', 143, 'view_memberskill'),
	(573, 'Can add work item', 144, 'add_workitem'),
	(574, 'Can change work item', 144, 'change_workitem'),
	(575, 'Can delete work item', 144, 'delete_workitem'),
	(576, 'Can view work item', 144, 'view_workitem'),
	(577, 'Can add work offer', 145, 'add_workoffer'),
	(578, 'Can change work offer', 145, 'change_workoffer'),
	(579, 'Can delete work offer', 145, 'delete_workoffer'),
	(580, 'Can view work offer', 145, 'view_workoffer'),
	(581, 'Can add member capacity', 146, 'add_membercapacity'),
	(582, 'Can change member capacity', 146, 'change_membercapacity'),
	(583, 'Can delete member capacity', 146, 'delete_membercapacity'),
	(584, 'Can view member capacity', 146, 'view_membercapacity'),
	(585, 'Can add presence', 147, 'add_presence'),
	(586, 'Can change presence', 147, 'change_presence'),
	(587, 'Can delete presence', 147, 'delete_presence'),
	(588, 'Can view presence', 147, 'view_presence'),
	(589, 'Can add ring rotation', 148, 'add_ringrotation'),
	(590, 'Can change ring rotation', 148, 'change_ringrotation'),
	(591, 'Can delete ring rotation', 148, 'delete_ringrotation'),
	(592, 'Can view ring rotation', 148, 'view_ringrotation'),
	(593, 'Can add flow', 149, 'add_flow'),
	(594, 'Can change flow', 149, 'change_flow'),
	(595, 'Can delete flow', 149, 'delete_flow'),
	(596, 'Can view flow', 149, 'view_flow'),
	(597, 'Can add flow version', 150, 'add_flowversion'),
	(598, 'Can change flow version', 150, 'change_flowversion'),
	(599, 'Can delete flow version', 150, 'delete_flowversion'),
	(600, 'Can view flow version', 150, 'view_flowversion'),
	(601, 'Can add flow step', 151, 'add_flowstep'),
	(602, 'Can change flow step', 151, 'change_flowstep'),
	(603, 'Can delete flow step', 151, 'delete_flowstep'),
	(604, 'Can view flow step', 151, 'view_flowstep'),
	(605, 'Can add ladder', 152, 'add_ladder'),
	(606, 'Can change ladder', 152, 'change_ladder'),
	(607, 'Can delete ladder', 152, 'delete_ladder'),
	(608, 'Can view ladder', 152, 'view_ladder'),
	(609, 'Can add ladder climb', 153, 'add_ladderclimb'),
	(610, 'Can change ladder climb', 153, 'change_ladderclimb'),
	(611, 'Can delete ladder climb', 153, 'delete_ladderclimb'),
	(612, 'Can view ladder climb', 153, 'view_ladderclimb'),
	(613, 'Can add ladder drill', 154, 'add_ladderdrill'),
	(614, 'Can change ladder drill', 154, 'change_ladderdrill'),
	(615, 'Can delete ladder drill', 154, 'delete_ladderdrill'),
	(616, 'Can view ladder drill', 154, 'view_ladderdrill'),
	(617, 'Can add rota', 155, 'add_rota'),
	(618, 'Can change rota', 155, 'change_rota'),
	(619, 'Can delete rota', 155, 'delete_rota'),
	(620, 'Can view rota', 155, 'view_rota'),
	(621, 'Can add ladder rung', 156, 'add_ladderrung'),
	(622, 'Can change ladder rung', 156, 'change_ladderrung'),
	(623, 'Can delete ladder rung', 156, 'delete_ladderrung'),
	(624, 'Can view ladder rung', 156, 'view_ladderrung'),
	(625, 'Can add rota override', 157, 'add_rotaoverride'),
	(626, 'Can change rota override', 157, 'change_rotaoverride'),
	(627, 'Can delete rota override', 157, 'delete_rotaoverride'),
	(628, 'Can view rota override', 157, 'view_rotaoverride'),
	(629, 'Can add rota shift', 158, 'add_rotashift'),
	(630, 'Can change rota shift', 158, 'change_rotashift'),
	(631, 'Can delete rota shift', 158, 'delete_rotashift'),
	(632, 'Can view rota shift', 158, 'view_rotashift'),
	(633, 'Can add replay', 159, 'add_replay'),
	(634, 'Can change replay', 159, 'change_replay'),
	(635, 'Can delete replay', 159, 'delete_replay'),
	(636, 'Can view replay', 159, 'view_replay'),
	(637, 'Can add replayed call', 160, 'add_replayedcall'),
	(638, 'Can change replayed call', 160, 'change_replayedcall'),
	(639, 'Can delete replayed call', 160, 'delete_replayedcall'),
	(640, 'Can view replayed call', 160, 'view_replayedcall'),
	(641, 'Can add rehearsal reminder', 161, 'add_rehearsalreminder'),
	(642, 'Can change rehearsal reminder', 161, 'change_rehearsalreminder'),
	(643, 'Can delete rehearsal reminder', 161, 'delete_rehearsalreminder'),
	(644, 'Can view rehearsal reminder', 161, 'view_rehearsalreminder'),
	(645, 'Can add draft call', 162, 'add_draftcall'),
	(646, 'Can change draft call', 162, 'change_draftcall'),
	(647, 'Can delete draft call', 162, 'delete_draftcall'),
	(648, 'Can view draft call', 162, 'view_draftcall'),
	(649, 'Can add dialogue', 163, 'add_dialogue'),
	(650, 'Can change dialogue', 163, 'change_dialogue'),
	(651, 'Can delete dialogue', 163, 'delete_dialogue'),
	(652, 'Can view dialogue', 163, 'view_dialogue'),
	(653, 'Can add faq entry', 164, 'add_faqentry'),
	(654, 'Can change faq entry', 164, 'change_faqentry'),
	(655, 'Can delete faq entry', 164, 'delete_faqentry'),
	(656, 'Can view faq entry', 164, 'view_faqentry'),
	(657, 'Can add handoff', 165, 'add_handoff'),
	(658, 'Can change handoff', 165, 'change_handoff'),
	(659, 'Can delete handoff', 165, 'delete_handoff'),
	(660, 'Can view handoff', 165, 'view_handoff'),
	(661, 'Can add receptionist settings', 166, 'add_receptionistsettings'),
	(662, 'Can change receptionist settings', 166, 'change_receptionistsettings'),
	(663, 'Can delete receptionist settings', 166, 'delete_receptionistsettings'),
	(664, 'Can view receptionist settings', 166, 'view_receptionistsettings'),
	(665, 'Can add turn', 167, 'add_turn'),
	(666, 'Can change turn', 167, 'change_turn'),
	(667, 'Can delete turn', 167, 'delete_turn'),
	(668, 'Can view turn', 167, 'view_turn'),
	(669, 'Can add review', 168, 'add_review'),
	(670, 'Can change review', 168, 'change_review'),
	(671, 'Can delete review', 168, 'delete_review'),
	(672, 'Can view review', 168, 'view_review'),
	(673, 'Can add own phrase', 169, 'add_ownphrase'),
	(674, 'Can change own phrase', 169, 'change_ownphrase'),
	(675, 'Can delete own phrase', 169, 'delete_ownphrase'),
	(676, 'Can view own phrase', 169, 'view_ownphrase'),
	(677, 'Can add brain version', 170, 'add_brainversion'),
	(678, 'Can change brain version', 170, 'change_brainversion'),
	(679, 'Can delete brain version', 170, 'delete_brainversion'),
	(680, 'Can view brain version', 170, 'view_brainversion'),
	(681, 'Can add digest reader', 171, 'add_digestreader'),
	(682, 'Can change digest reader', 171, 'change_digestreader'),
	(683, 'Can delete digest reader', 171, 'delete_digestreader'),
	(684, 'Can view digest reader', 171, 'view_digestreader'),
	(685, 'Can add carrier account', 172, 'add_carrieraccount'),
	(686, 'Can change carrier account', 172, 'change_carrieraccount'),
	(687, 'Can delete carrier account', 172, 'delete_carrieraccount'),
	(688, 'Can view carrier account', 172, 'view_carrieraccount'),
	(689, 'Can add attempt', 173, 'add_attempt'),
	(690, 'Can change attempt', 173, 'change_attempt'),
	(691, 'Can delete attempt', 173, 'delete_attempt'),
	(692, 'Can view attempt', 173, 'view_attempt'),
	(693, 'Can add inbound delivery', 174, 'add_inbounddelivery'),
	(694, 'Can change inbound delivery', 174, 'change_inbounddelivery'),
	(695, 'Can delete inbound delivery', 174, 'delete_inbounddelivery'),
	(696, 'Can view inbound delivery', 174, 'view_inbounddelivery'),
	(697, 'Can add message part', 175, 'add_messagepart'),
	(698, 'Can change message part', 175, 'change_messagepart'),
	(699, 'Can delete message part', 175, 'delete_messagepart'),
	(700, 'Can view message part', 175, 'view_messagepart'),
	(701, 'Can add outbound request', 176, 'add_outboundrequest'),
	(702, 'Can change outbound request', 176, 'change_outboundrequest'),
	(703, 'Can delete outbound request', 176, 'delete_outboundrequest'),
	(704, 'Can view outbound request', 176, 'view_outboundrequest'),
	(705, 'Can add reconcile run', 177, 'add_reconcilerun'),
	(706, 'Can change reconcile run', 177, 'change_reconcilerun'),
	(707, 'Can delete reconcile run', 177, 'delete_reconcilerun'),
	(708, 'Can view reconcile run', 177, 'view_reconcilerun'),
	(709, 'Can add refused delivery', 178, 'add_refuseddelivery'),
	(710, 'Can change refused delivery', 178, 'change_refuseddelivery'),
	(711, 'Can delete refused delivery', 178, 'delete_refuseddelivery'),
	(712, 'Can view refused delivery', 178, 'view_refuseddelivery'),
	(713, 'Can add call check', 179, 'add_callcheck'),
	(714, 'Can change call check', 179, 'change_callcheck'),
	(715, 'Can delete call check', 179, 'delete_callcheck'),
	(716, 'Can view call check', 179, 'view_callcheck'),
	(717, 'Can add mailbox', 180, 'add_mailbox'),
	(718, 'Can change mailbox', 180, 'change_mailbox'),
	(719, 'Can delete mailbox', 180, 'delete_mailbox'),
	(720, 'Can view mailbox', 180, 'view_mailbox'),
	(721, 'Can add stray mail', 181, 'add_straymail'),
	(722, 'Can change stray mail', 181, 'change_straymail'),
	(723, 'Can delete stray mail', 181, 'delete_straymail'),
	(724, 'Can view stray mail', 181, 'view_straymail'),
	(725, 'Can add inbound mail', 182, 'add_inboundmail'),
	(726, 'Can change inbound mail', 182, 'change_inboundmail'),
	(727, 'Can delete inbound mail', 182, 'delete_inboundmail'),
	(728, 'Can view inbound mail', 182, 'view_inboundmail');
INSERT INTO public.django_content_type VALUES
	(1, 'admin', 'logentry'),
	(2, 'auth', 'permission'),
	(3, 'auth', 'group'),
	(4, 'contenttypes', 'contenttype'),
	(5, 'sessions', 'session'),
	(6, 'account', 'emailaddress'),
	(7, 'account', 'emailconfirmation'),
	(8, 'mfa', 'authenticator'),
	(9, 'usersessions', 'usersession'),
	(10, 'django_celery_beat', 'crontabschedule'),
	(11, 'django_celery_beat', 'intervalschedule'),
	(12, 'django_celery_beat', 'periodictask'),
	(13, 'django_celery_beat', 'periodictasks'),
	(14, 'django_celery_beat', 'solarschedule'),
	(15, 'django_celery_beat', 'clockedschedule'),
	(16, 'core', 'heartbeat'),
	(17, 'core', 'delivery'),
	(18, 'core', 'event'),
	(19, 'accounts', 'location'),
	(20, 'accounts', 'user'),
	(21, 'accounts', 'organisation'),
	(22, 'accounts', 'openingwindow'),
	(23, 'accounts', 'member'),
	(24, 'accounts', 'invitation'),
	(25, 'accounts', 'holidayrule'),
	(26, 'accounts', 'closure'),
	(27, 'accounts', 'team'),
	(28, 'accounts', 'apikey'),
	(29, 'accounts', 'idempotencyrecord'),
	(30, 'accounts', 'specialopening'),
	(31, 'accounts', 'allowedsite'),
	(32, 'contacts', 'contact'),
	(33, 'contacts', 'contactaddress'),
	(34, 'contacts', 'contactimport'),
	(35, 'contacts', 'consentevent'),
	(36, 'contacts', 'importpart'),
	(37, 'contacts', 'contactmerge'),
	(38, 'contacts', 'duplicatesuggestion'),
	(39, 'contacts', 'identitykey'),
	(40, 'contacts', 'identitysweep'),
	(41, 'contacts', 'legalhold'),
	(42, 'contacts', 'personaldetails'),
	(43, 'conversations', 'conversation'),
	(44, 'conversations', 'line'),
	(45, 'conversations', 'entry'),
	(46, 'conversations', 'mention'),
	(47, 'conversations', 'readmark'),
	(48, 'conversations', 'savedview'),
	(49, 'conversations', 'task'),
	(50, 'conversations', 'cannedreply'),
	(51, 'conversations', 'draft'),
	(52, 'conversations', 'call'),
	(53, 'conversations', 'leg'),
	(54, 'conversations', 'callcommand'),
	(55, 'conversations', 'numberfact'),
	(56, 'conversations', 'recording'),
	(57, 'conversations', 'recordingrule'),
	(58, 'conversations', 'block'),
	(59, 'conversations', 'memberphone'),
	(60, 'conversations', 'label'),
	(61, 'conversations', 'chatwidget'),
	(62, 'scheduling', 'timeblock'),
	(63, 'scheduling', 'groupsession'),
	(64, 'scheduling', 'appointment'),
	(65, 'scheduling', 'pool'),
	(66, 'scheduling', 'resource'),
	(67, 'scheduling', 'poolplace'),
	(68, 'scheduling', 'hold'),
	(69, 'scheduling', 'claim'),
	(70, 'scheduling', 'schedule'),
	(71, 'scheduling', 'dateoverride'),
	(72, 'scheduling', 'service'),
	(73, 'scheduling', 'servicelocation'),
	(74, 'scheduling', 'serviceneed'),
	(75, 'scheduling', 'serviceprovider'),
	(76, 'scheduling', 'travelzone'),
	(77, 'scheduling', 'weeklywindow'),
	(78, 'scheduling', 'appointmentchange'),
	(79, 'scheduling', 'calendarfeed'),
	(80, 'scheduling', 'reminderrule'),
	(81, 'scheduling', 'reminder'),
	(82, 'scheduling', 'timeoffer'),
	(83, 'scheduling', 'externalcalendar'),
	(84, 'scheduling', 'externalbusy'),
	(85, 'scheduling', 'externalcopy'),
	(86, 'scheduling', 'visitorcode'),
	(87, 'scheduling', 'servicearea'),
	(88, 'scheduling', 'unserved'),
	(89, 'scheduling', 'vehiclebase'),
	(90, 'scheduling', 'visitplace'),
	(91, 'scheduling', 'homerules'),
	(92, 'scheduling', 'homesettings'),
	(93, 'scheduling', 'postcodeplace'),
	(94, 'scheduling', 'taplink'),
	(95, 'scheduling', 'waitingentry'),
	(96, 'scheduling', 'waitingoffer'),
	(97, 'intake', 'party'),
	(98, 'intake', 'partyidentifier'),
	(99, 'intake', 'partyname'),
	(100, 'intake', 'partyrelation'),
	(101, 'intake', 'form'),
	(102, 'intake', 'formversion'),
	(103, 'intake', 'optionset'),
	(104, 'intake', 'serviceform'),
	(105, 'intake', 'submission'),
	(106, 'intake', 'signature'),
	(107, 'intake', 'resumecode'),
	(108, 'intake', 'answerevent'),
	(109, 'intake', 'upload'),
	(110, 'intake', 'conflictcheck'),
	(111, 'intake', 'conflictrun'),
	(112, 'intake', 'conflicthit'),
	(113, 'intake', 'consent'),
	(114, 'intake', 'hitdecision'),
	(115, 'intake', 'matter'),
	(116, 'intake', 'ethicalwall'),
	(117, 'intake', 'matterparty'),
	(118, 'intake', 'wallmember'),
	(119, 'intake', 'checkevent'),
	(120, 'intake', 'redflagalert'),
	(121, 'intake', 'redflaglist'),
	(122, 'intake', 'servicesite'),
	(123, 'intake', 'siteperson'),
	(124, 'intake', 'jobtype'),
	(125, 'intake', 'job'),
	(126, 'intake', 'jobevent'),
	(127, 'intake', 'playbook'),
	(128, 'intake', 'inquiry'),
	(129, 'intake', 'jobphoto'),
	(130, 'intake', 'urgencyscript'),
	(131, 'intake', 'glassbreak'),
	(132, 'intake', 'patientaccess'),
	(133, 'intake', 'patientrecord'),
	(134, 'intake', 'answersread'),
	(135, 'intake', 'listedparty'),
	(136, 'intake', 'healthitem'),
	(137, 'routing', 'linehandling'),
	(138, 'routing', 'ringturn'),
	(139, 'routing', 'callrun'),
	(140, 'routing', 'queue'),
	(141, 'routing', 'queueseat'),
	(142, 'routing', 'skill'),
	(143, 'routing', 'memberskill'),
	(144, 'routing', 'workitem'),
	(145, 'routing', 'workoffer'),
	(146, 'routing', 'membercapacity'),
	(147, 'routing', 'presence'),
	(148, 'routing', 'ringrotation'),
	(149, 'routing', 'flow'),
	(150, 'routing', 'flowversion'),
	(151, 'routing', 'flowstep'),
	(152, 'routing', 'ladder'),
	(153, 'routing', 'ladderclimb'),
	(154, 'routing', 'ladderdrill'),
	(155, 'routing', 'rota'),
	(156, 'routing', 'ladderrung'),
	(157, 'routing', 'rotaoverride'),
	(158, 'routing', 'rotashift'),
	(159, 'routing', 'replay'),
	(160, 'routing', 'replayedcall'),
	(161, 'routing', 'rehearsalreminder'),
	(162, 'routing', 'draftcall'),
	(163, 'receptionist', 'dialogue'),
	(164, 'receptionist', 'faqentry'),
	(165, 'receptionist', 'handoff'),
	(166, 'receptionist', 'receptionistsettings'),
	(167, 'receptionist', 'turn'),
	(168, 'receptionist', 'review'),
	(169, 'receptionist', 'ownphrase'),
	(170, 'receptionist', 'brainversion'),
	(171, 'receptionist', 'digestreader'),
	(172, 'carrier', 'carrieraccount'),
	(173, 'carrier', 'attempt'),
	(174, 'carrier', 'inbounddelivery'),
	(175, 'carrier', 'messagepart'),
	(176, 'carrier', 'outboundrequest'),
	(177, 'carrier', 'reconcilerun'),
	(178, 'carrier', 'refuseddelivery'),
	(179, 'carrier', 'callcheck'),
	(180, 'carrier', 'mailbox'),
	(181, 'carrier', 'straymail'),
	(182, 'carrier', 'inboundmail');
INSERT INTO public.django_migrations VALUES
	(1, 'core', '0001_initial', '2026-11-23 15:33:05.901026+00'),
	(2, 'contenttypes', '0001_initial', '2026-11-23 15:33:05.904824+00'),
	(3, 'contenttypes', '0002_remove_content_type_name', '2026-11-23 15:33:05.909569+00'),
	(4, 'auth', '0001_initial', '2026-11-23 15:33:05.926429+00'),
	(5, 'auth', '0002_alter_permission_name_max_length', '2026-11-23 15:33:05.930239+00'),
	(6, 'auth', '0003_alter_user_email_max_length', '2026-11-23 15:33:06.166874+00'),
	(7, 'auth', '0004_alter_user_username_opts', '2026-11-23 15:33:06.171517+00'),
	(8, 'auth', '0005_alter_user_last_login_null', '2026-11-23 15:33:06.175509+00'),
	(9, 'auth', '0006_require_contenttypes_0002', '2026-11-23 15:33:06.176615+00'),
	(10, 'auth', '0007_alter_validators_add_error_messages', '2026-11-23 15:33:06.180124+00'),
	(11, 'auth', '0008_alter_user_username_max_length', '2026-11-23 15:33:06.184164+00'),
	(12, 'auth', '0009_alter_user_last_name_max_length', '2026-11-23 15:33:06.188577+00'),
	(13, 'auth', '0010_alter_group_name_max_length', '2026-11-23 15:33:06.194077+00'),
	(14, 'auth', '0011_update_proxy_permissions', '2026-11-23 15:33:06.199429+00'),
	(15, 'auth', '0012_alter_user_first_name_max_length', '2026-11-23 15:33:06.204145+00'),
	(16, 'accounts', '0001_initial', '2026-11-23 15:33:06.39757+00'),
	(17, 'account', '0001_initial', '2026-11-23 15:33:06.43956+00'),
	(18, 'account', '0002_email_max_length', '2026-11-23 15:33:06.449805+00'),
	(19, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-23 15:33:06.462285+00'),
	(20, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-23 15:33:06.478094+00'),
	(21, 'account', '0005_emailaddress_idx_upper_email', '2026-11-23 15:33:06.491316+00'),
	(22, 'account', '0006_emailaddress_lower', '2026-11-23 15:33:06.51363+00'),
	(23, 'account', '0007_emailaddress_idx_email', '2026-11-23 15:33:06.536503+00'),
	(24, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-23 15:33:06.55822+00'),
	(25, 'account', '0009_emailaddress_unique_primary_email', '2026-11-23 15:33:06.560334+00'),
	(26, 'accounts', '0002_apikey', '2026-11-23 15:33:06.636784+00'),
	(27, 'accounts', '0003_special_openings', '2026-11-23 15:33:06.684097+00'),
	(28, 'accounts', '0004_allowed_sites', '2026-11-23 15:33:06.728488+00'),
	(29, 'accounts', '0005_walled', '2026-11-23 15:33:06.746809+00'),
	(30, 'admin', '0001_initial', '2026-11-23 15:33:06.772262+00'),
	(31, 'admin', '0002_logentry_remove_auto_add', '2026-11-23 15:33:06.783794+00'),
	(32, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-23 15:33:06.795194+00'),
	(33, 'contacts', '0001_initial', '2026-11-23 15:33:06.937849+00'),
	(34, 'conversations', '0001_initial', '2026-11-23 15:33:07.375003+00'),
	(35, 'conversations', '0002_search', '2026-11-23 15:33:07.378086+00'),
	(36, 'conversations', '0003_calls', '2026-11-23 15:33:08.208444+00'),
	(37, 'conversations', '0004_member_phone', '2026-11-23 15:33:08.289482+00'),
	(38, 'conversations', '0005_entry_purpose', '2026-11-23 15:33:08.320446+00'),
	(39, 'conversations', '0006_labels', '2026-11-23 15:33:08.396318+00'),
	(40, 'conversations', '0007_list_indexes', '2026-11-23 15:33:08.538167+00'),
	(41, 'conversations', '0008_search', '2026-11-23 15:33:08.585639+00'),
	(42, 'conversations', '0009_task_version', '2026-11-23 15:33:08.619786+00'),
	(43, 'conversations', '0010_latest_call', '2026-11-23 15:33:08.649536+00'),
	(44, 'conversations', '0011_leg_member', '2026-11-23 15:33:08.651914+00'),
	(45, 'conversations', '0012_leg_in_plan', '2026-11-23 15:33:08.684058+00'),
	(46, 'conversations', '0013_summary_by', '2026-11-23 15:33:08.793268+00'),
	(47, 'conversations', '0014_callback_at', '2026-11-23 15:33:08.840354+00'),
	(48, 'conversations', '0015_task_page', '2026-11-23 15:33:08.890396+00'),
	(49, 'conversations', '0016_accepted_in', '2026-11-23 15:33:09.346994+00'),
	(50, 'conversations', '0017_trial_calls', '2026-11-23 15:33:09.384531+00'),
	(51, 'conversations', '0018_mail', '2026-11-23 15:33:09.417496+00'),
	(52, 'carrier', '0001_initial', '2026-11-23 15:33:09.811732+00'),
	(53, 'carrier', '0002_accept', '2026-11-23 15:33:09.816274+00'),
	(54, 'carrier', '0003_parts_flushed_at', '2026-11-23 15:33:09.855742+00'),
	(55, 'carrier', '0004_turns', '2026-11-23 15:33:09.85941+00'),
	(56, 'carrier', '0005_calls', '2026-11-23 15:33:10.029303+00'),
	(57, 'carrier', '0006_call_checks', '2026-11-23 15:33:10.553601+00'),
	(58, 'carrier', '0007_mail', '2026-11-23 15:33:10.853286+00'),
	(59, 'contacts', '0002_search', '2026-11-23 15:33:10.856341+00'),
	(60, 'contacts', '0003_import_lines', '2026-11-23 15:33:10.929414+00'),
	(61, 'contacts', '0004_search_words', '2026-11-23 15:33:10.936335+00'),
	(62, 'contacts', '0005_search_anything', '2026-11-23 15:33:11.080735+00'),
	(63, 'contacts', '0006_import_parts', '2026-11-23 15:33:11.875775+00'),
	(64, 'contacts', '0007_consent_reason', '2026-11-23 15:33:11.920518+00'),
	(65, 'contacts', '0008_merge', '2026-11-23 15:33:12.146534+00'),
	(66, 'contacts', '0009_unreachable_at', '2026-11-23 15:33:12.212423+00'),
	(67, 'contacts', '0010_duplicates', '2026-11-23 15:33:12.552218+00'),
	(68, 'contacts', '0011_legal_hold', '2026-11-23 15:33:12.774531+00'),
	(69, 'contacts', '0012_personal_details', '2026-11-23 15:33:13.29819+00'),
	(70, 'contacts', '0013_import_kinds', '2026-11-23 15:33:13.390791+00'),
	(71, 'conversations', '0019_gone_at', '2026-11-23 15:33:13.483804+00'),
	(72, 'conversations', '0020_walled', '2026-11-23 15:33:13.531149+00'),
	(73, 'conversations', '0021_quarantined', '2026-11-23 15:33:13.580762+00'),
	(74, 'conversations', '0022_chat_widget', '2026-11-23 15:33:13.701228+00'),
	(75, 'conversations', '0023_chat_of_a_visitor', '2026-11-23 15:33:13.705111+00'),
	(76, 'conversations', '0024_promises', '2026-11-23 15:33:13.924801+00'),
	(77, 'conversations', '0025_promise_indexes', '2026-11-23 15:33:13.932679+00'),
	(78, 'django_celery_beat', '0001_initial', '2026-11-23 15:33:13.960833+00'),
	(79, 'django_celery_beat', '0002_auto_20161118_0346', '2026-11-23 15:33:13.977368+00'),
	(80, 'django_celery_beat', '0003_auto_20161209_0049', '2026-11-23 15:33:13.991896+00'),
	(81, 'django_celery_beat', '0004_auto_20170221_0000', '2026-11-23 15:33:13.999372+00'),
	(82, 'django_celery_beat', '0005_add_solarschedule_events_choices', '2026-11-23 15:33:14.006024+00'),
	(83, 'django_celery_beat', '0006_auto_20180322_0932', '2026-11-23 15:33:14.050813+00'),
	(84, 'django_celery_beat', '0007_auto_20180521_0826', '2026-11-23 15:33:14.08326+00'),
	(85, 'django_celery_beat', '0008_auto_20180914_1922', '2026-11-23 15:33:14.152932+00'),
	(86, 'django_celery_beat', '0006_auto_20180210_1226', '2026-11-23 15:33:14.185634+00'),
	(87, 'django_celery_beat', '0006_periodictask_priority', '2026-11-23 15:33:14.200543+00'),
	(88, 'django_celery_beat', '0009_periodictask_headers', '2026-11-23 15:33:14.214744+00'),
	(89, 'django_celery_beat', '0010_auto_20190429_0326', '2026-11-23 15:33:14.534985+00'),
	(90, 'django_celery_beat', '0011_auto_20190508_0153', '2026-11-23 15:33:14.560122+00'),
	(91, 'django_celery_beat', '0012_periodictask_expire_seconds', '2026-11-23 15:33:14.57899+00'),
	(92, 'django_celery_beat', '0013_auto_20200609_0727', '2026-11-23 15:33:14.592138+00'),
	(93, 'django_celery_beat', '0014_remove_clockedschedule_enabled', '2026-11-23 15:33:14.598734+00'),
	(94, 'django_celery_beat', '0015_edit_solarschedule_events_choices', '2026-11-23 15:33:14.605049+00'),
	(95, 'django_celery_beat', '0016_alter_crontabschedule_timezone', '2026-11-23 15:33:14.616445+00'),
	(96, 'django_celery_beat', '0017_alter_crontabschedule_month_of_year', '2026-11-23 15:33:14.625988+00'),
	(97, 'django_celery_beat', '0018_improve_crontab_helptext', '2026-11-23 15:33:14.640365+00'),
	(98, 'django_celery_beat', '0019_alter_periodictasks_options', '2026-11-23 15:33:14.64997+00'),
	(99, 'scheduling', '0001_initial', '2026-11-23 15:33:17.595876+00'),
	(100, 'scheduling', '0002_calendar_feed', '2026-11-23 15:33:17.783404+00'),
	(101, 'scheduling', '0003_reminders', '2026-11-23 15:33:18.0962+00'),
	(102, 'scheduling', '0004_outside', '2026-11-23 15:33:18.819655+00'),
	(103, 'scheduling', '0005_visitor_codes', '2026-11-23 15:33:18.971384+00'),
	(104, 'scheduling', '0006_asked', '2026-11-23 15:33:19.05064+00'),
	(105, 'scheduling', '0007_home_service', '2026-11-23 15:33:20.554689+00'),
	(106, 'scheduling', '0008_taps', '2026-11-23 15:33:20.815941+00'),
	(107, 'scheduling', '0009_waiting', '2026-11-23 15:33:21.551357+00'),
	(108, 'scheduling', '0010_callbacks', '2026-11-23 15:33:21.63029+00'),
	(109, 'intake', '0001_parties', '2026-11-23 15:33:22.6863+00'),
	(110, 'intake', '0002_forms', '2026-11-23 15:33:24.375875+00'),
	(111, 'intake', '0003_clearance', '2026-11-23 15:33:27.133453+00'),
	(112, 'intake', '0004_matter_of_form', '2026-11-23 15:33:27.299039+00'),
	(113, 'intake', '0005_keys_at_once', '2026-11-23 15:33:27.458548+00'),
	(114, 'intake', '0006_red_flags', '2026-11-23 15:33:28.410239+00'),
	(115, 'intake', '0007_sites', '2026-11-23 15:33:28.919909+00'),
	(116, 'intake', '0008_jobs', '2026-11-23 15:33:29.964681+00'),
	(117, 'intake', '0009_playbooks', '2026-11-23 15:33:30.544624+00'),
	(118, 'intake', '0010_photos', '2026-11-23 15:33:31.8886+00'),
	(119, 'intake', '0011_job_of_form', '2026-11-23 15:33:31.89314+00'),
	(120, 'intake', '0012_patients', '2026-11-23 15:33:33.016219+00'),
	(121, 'intake', '0013_job_questions', '2026-11-23 15:33:33.210575+00'),
	(122, 'intake', '0014_amendments', '2026-11-23 15:33:33.398325+00'),
	(123, 'intake', '0015_answers_read', '2026-11-23 15:33:33.747665+00'),
	(124, 'intake', '0016_listed_parties', '2026-11-23 15:33:34.696881+00'),
	(125, 'intake', '0017_consent_files', '2026-11-23 15:33:35.826959+00'),
	(126, 'intake', '0018_wall_lets_in', '2026-11-23 15:33:36.547585+00'),
	(127, 'intake', '0019_names_to_renew', '2026-11-23 15:33:36.55303+00'),
	(128, 'intake', '0020_health_items', '2026-11-23 15:33:37.721761+00'),
	(129, 'intake', '0021_flags_of_bookings', '2026-11-23 15:33:38.454054+00'),
	(130, 'mfa', '0001_initial', '2026-11-23 15:33:38.681887+00'),
	(131, 'mfa', '0002_authenticator_timestamps', '2026-11-23 15:33:38.723976+00'),
	(132, 'mfa', '0003_authenticator_type_uniq', '2026-11-23 15:33:38.781303+00'),
	(133, 'receptionist', '0001_assistant', '2026-11-23 15:33:40.558462+00'),
	(134, 'receptionist', '0002_answers_calls', '2026-11-23 15:33:40.771884+00'),
	(135, 'receptionist', '0003_reviews', '2026-11-23 15:33:42.443039+00'),
	(136, 'receptionist', '0004_guided', '2026-11-23 15:33:42.656147+00'),
	(137, 'routing', '0001_initial', '2026-11-23 15:33:43.775215+00'),
	(138, 'routing', '0002_queues', '2026-11-23 15:33:46.087279+00'),
	(139, 'routing', '0003_flow_versions', '2026-11-23 15:33:48.045775+00'),
	(140, 'routing', '0004_flow_keys', '2026-11-23 15:33:48.061928+00'),
	(141, 'routing', '0005_flow_proofs', '2026-11-23 15:33:49.035767+00'),
	(142, 'routing', '0006_callback_talk', '2026-11-23 15:33:49.184398+00'),
	(143, 'routing', '0007_queue_changed', '2026-11-23 15:33:49.888346+00'),
	(144, 'routing', '0008_messages_queue', '2026-11-23 15:33:50.193624+00'),
	(145, 'routing', '0009_flow_steps', '2026-11-23 15:33:51.200182+00'),
	(146, 'routing', '0010_on_call', '2026-11-23 15:33:53.469962+00'),
	(147, 'routing', '0011_queue_alerts', '2026-11-23 15:33:54.41987+00'),
	(148, 'routing', '0012_replays', '2026-11-23 15:33:55.161812+00'),
	(149, 'routing', '0013_ways_taken', '2026-11-23 15:33:56.221785+00'),
	(150, 'routing', '0014_draft_calls', '2026-11-23 15:33:56.545422+00'),
	(151, 'scheduling', '0011_unserved_by_talk', '2026-11-23 15:33:57.147644+00'),
	(152, 'sessions', '0001_initial', '2026-11-23 15:33:57.157349+00'),
	(153, 'usersessions', '0001_initial', '2026-11-23 15:33:57.30711+00');
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 728, true);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_clockedschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_crontabschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_intervalschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_periodictask_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_solarschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 182, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 153, true);
SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);
SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_carrieraccount
    ADD CONSTRAINT account_once UNIQUE (organisation_id, api_key, application_id);
ALTER TABLE ONLY public.accounts_allowedsite
    ADD CONSTRAINT accounts_allowedsite_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_allowedsite
    ADD CONSTRAINT accounts_allowedsite_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_apikey
    ADD CONSTRAINT accounts_apikey_key_hash_key UNIQUE (key_hash);
ALTER TABLE ONLY public.accounts_apikey
    ADD CONSTRAINT accounts_apikey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_apikey
    ADD CONSTRAINT accounts_apikey_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_closure
    ADD CONSTRAINT accounts_closure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_closure
    ADD CONSTRAINT accounts_closure_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_holidayrule
    ADD CONSTRAINT accounts_holidayrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_holidayrule
    ADD CONSTRAINT accounts_holidayrule_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_idempotencyrecord
    ADD CONSTRAINT accounts_idempotencyrecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_idempotencyrecord
    ADD CONSTRAINT accounts_idempotencyrecord_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.accounts_location
    ADD CONSTRAINT accounts_location_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_location
    ADD CONSTRAINT accounts_location_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT accounts_member_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT accounts_member_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_openingwindow
    ADD CONSTRAINT accounts_openingwindow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_openingwindow
    ADD CONSTRAINT accounts_openingwindow_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisation_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.accounts_specialopening
    ADD CONSTRAINT accounts_specialopening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_specialopening
    ADD CONSTRAINT accounts_specialopening_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_team
    ADD CONSTRAINT accounts_team_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_team
    ADD CONSTRAINT accounts_team_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_contactaddress
    ADD CONSTRAINT address_once UNIQUE (organisation_id, kind, value, contact_id);
ALTER TABLE ONLY public.accounts_allowedsite
    ADD CONSTRAINT allowed_site_once UNIQUE (organisation_id, origin);
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT appointment_uid_once UNIQUE (organisation_id, uid);
ALTER TABLE ONLY public.carrier_attempt
    ADD CONSTRAINT attempt_once UNIQUE (organisation_id, account_id, provider_id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_block
    ADD CONSTRAINT block_once UNIQUE (organisation_id, kind, value);
ALTER TABLE ONLY public.receptionist_brainversion
    ADD CONSTRAINT brain_version_number UNIQUE (organisation_id, number);
ALTER TABLE ONLY public.scheduling_calendarfeed
    ADD CONSTRAINT calendar_feed_secret_once UNIQUE (organisation_id, secret_hash);
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT call_entry_once UNIQUE (organisation_id, entry_id);
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT call_room_once UNIQUE (organisation_id, room_name);
ALTER TABLE ONLY public.conversations_cannedreply
    ADD CONSTRAINT canned_once UNIQUE (organisation_id, shortcut);
ALTER TABLE ONLY public.routing_membercapacity
    ADD CONSTRAINT capacity_once UNIQUE (organisation_id, member_id);
ALTER TABLE ONLY public.carrier_attempt
    ADD CONSTRAINT carrier_attempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_attempt
    ADD CONSTRAINT carrier_attempt_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_callcheck
    ADD CONSTRAINT carrier_callcheck_account_id_key UNIQUE (account_id);
ALTER TABLE ONLY public.carrier_callcheck
    ADD CONSTRAINT carrier_callcheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_callcheck
    ADD CONSTRAINT carrier_callcheck_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_carrieraccount
    ADD CONSTRAINT carrier_carrieraccount_path_token_key UNIQUE (path_token);
ALTER TABLE ONLY public.carrier_carrieraccount
    ADD CONSTRAINT carrier_carrieraccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_carrieraccount
    ADD CONSTRAINT carrier_carrieraccount_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_inbounddelivery
    ADD CONSTRAINT carrier_inbounddelivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_inbounddelivery
    ADD CONSTRAINT carrier_inbounddelivery_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_inboundmail
    ADD CONSTRAINT carrier_inboundmail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_inboundmail
    ADD CONSTRAINT carrier_inboundmail_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_mailbox
    ADD CONSTRAINT carrier_mailbox_address_key UNIQUE (address);
ALTER TABLE ONLY public.carrier_mailbox
    ADD CONSTRAINT carrier_mailbox_line_id_key UNIQUE (line_id);
ALTER TABLE ONLY public.carrier_mailbox
    ADD CONSTRAINT carrier_mailbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_mailbox
    ADD CONSTRAINT carrier_mailbox_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_messagepart
    ADD CONSTRAINT carrier_messagepart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_messagepart
    ADD CONSTRAINT carrier_messagepart_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_outboundrequest
    ADD CONSTRAINT carrier_outboundrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_outboundrequest
    ADD CONSTRAINT carrier_outboundrequest_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_reconcilerun
    ADD CONSTRAINT carrier_reconcilerun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_reconcilerun
    ADD CONSTRAINT carrier_reconcilerun_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_refuseddelivery
    ADD CONSTRAINT carrier_refuseddelivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_refuseddelivery
    ADD CONSTRAINT carrier_refuseddelivery_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.carrier_straymail
    ADD CONSTRAINT carrier_straymail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.carrier_turn
    ADD CONSTRAINT carrier_turn_pkey PRIMARY KEY (account_id, act);
ALTER TABLE ONLY public.conversations_chatwidget
    ADD CONSTRAINT chat_widget_once UNIQUE (organisation_id, line_id);
ALTER TABLE ONLY public.intake_checkevent
    ADD CONSTRAINT check_event_place UNIQUE (organisation_id, check_of_id, seq);
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT claim_no_overlap EXCLUDE USING gist (organisation_id WITH =, resource_id WITH =, tstzrange(busy_from, busy_until, '[)'::text) WITH &&) WHERE (((state)::text = ANY ((ARRAY['BOOKED'::character varying, 'HELD'::character varying])::text[])));
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT conflict_check_number UNIQUE (organisation_id, number);
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT conflict_check_of_matter UNIQUE (organisation_id, matter_id);
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT conflict_check_of_thread UNIQUE (organisation_id, conversation_id);
ALTER TABLE ONLY public.intake_conflicthit
    ADD CONSTRAINT conflict_hit_number UNIQUE (organisation_id, run_id, number);
ALTER TABLE ONLY public.intake_conflictrun
    ADD CONSTRAINT conflict_run_number UNIQUE (organisation_id, check_of_id, number);
ALTER TABLE ONLY public.contacts_consentevent
    ADD CONSTRAINT contacts_consentevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_consentevent
    ADD CONSTRAINT contacts_consentevent_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_contact
    ADD CONSTRAINT contacts_contact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_contact
    ADD CONSTRAINT contacts_contact_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_contactaddress
    ADD CONSTRAINT contacts_contactaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_contactaddress
    ADD CONSTRAINT contacts_contactaddress_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_contactimport
    ADD CONSTRAINT contacts_contactimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_contactimport
    ADD CONSTRAINT contacts_contactimport_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_contactmerge
    ADD CONSTRAINT contacts_contactmerge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_contactmerge
    ADD CONSTRAINT contacts_contactmerge_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_duplicatesuggestion
    ADD CONSTRAINT contacts_duplicatesuggestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_duplicatesuggestion
    ADD CONSTRAINT contacts_duplicatesuggestion_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_identitykey
    ADD CONSTRAINT contacts_identitykey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_identitykey
    ADD CONSTRAINT contacts_identitykey_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_identitysweep
    ADD CONSTRAINT contacts_identitysweep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_identitysweep
    ADD CONSTRAINT contacts_identitysweep_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_importpart
    ADD CONSTRAINT contacts_importpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_importpart
    ADD CONSTRAINT contacts_importpart_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_legalhold
    ADD CONSTRAINT contacts_legalhold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_legalhold
    ADD CONSTRAINT contacts_legalhold_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.contacts_personaldetails
    ADD CONSTRAINT contacts_personaldetails_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts_personaldetails
    ADD CONSTRAINT contacts_personaldetails_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_block
    ADD CONSTRAINT conversations_block_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_block
    ADD CONSTRAINT conversations_block_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT conversations_call_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT conversations_call_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_callcommand
    ADD CONSTRAINT conversations_callcommand_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_callcommand
    ADD CONSTRAINT conversations_callcommand_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_cannedreply
    ADD CONSTRAINT conversations_cannedreply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_cannedreply
    ADD CONSTRAINT conversations_cannedreply_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_chatwidget
    ADD CONSTRAINT conversations_chatwidget_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_chatwidget
    ADD CONSTRAINT conversations_chatwidget_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_draft
    ADD CONSTRAINT conversations_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_draft
    ADD CONSTRAINT conversations_draft_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_entry
    ADD CONSTRAINT conversations_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_entry
    ADD CONSTRAINT conversations_entry_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_label
    ADD CONSTRAINT conversations_label_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_label
    ADD CONSTRAINT conversations_label_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_leg
    ADD CONSTRAINT conversations_leg_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_leg
    ADD CONSTRAINT conversations_leg_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_line
    ADD CONSTRAINT conversations_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_line
    ADD CONSTRAINT conversations_line_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_memberphone
    ADD CONSTRAINT conversations_memberphone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_memberphone
    ADD CONSTRAINT conversations_memberphone_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_mention
    ADD CONSTRAINT conversations_mention_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_mention
    ADD CONSTRAINT conversations_mention_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_numberfact
    ADD CONSTRAINT conversations_numberfact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_numberfact
    ADD CONSTRAINT conversations_numberfact_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_readmark
    ADD CONSTRAINT conversations_readmark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_readmark
    ADD CONSTRAINT conversations_readmark_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_recording
    ADD CONSTRAINT conversations_recording_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_recording
    ADD CONSTRAINT conversations_recording_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_recordingrule
    ADD CONSTRAINT conversations_recordingrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_recordingrule
    ADD CONSTRAINT conversations_recordingrule_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_savedview
    ADD CONSTRAINT conversations_savedview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_savedview
    ADD CONSTRAINT conversations_savedview_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.core_delivery
    ADD CONSTRAINT core_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_event
    ADD CONSTRAINT core_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_heartbeat
    ADD CONSTRAINT core_heartbeat_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.scheduling_dateoverride
    ADD CONSTRAINT date_override_once UNIQUE (organisation_id, schedule_id, day);
ALTER TABLE ONLY public.core_delivery
    ADD CONSTRAINT delivery_once UNIQUE (event_id, handler);
ALTER TABLE ONLY public.receptionist_digestreader
    ADD CONSTRAINT digest_reader_once UNIQUE (organisation_id, member_id);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_clockedschedule
    ADD CONSTRAINT django_celery_beat_clockedschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_crontabschedule
    ADD CONSTRAINT django_celery_beat_crontabschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_intervalschedule
    ADD CONSTRAINT django_celery_beat_intervalschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_periodictask_name_key UNIQUE (name);
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_periodictask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_periodictasks
    ADD CONSTRAINT django_celery_beat_periodictasks_pkey PRIMARY KEY (ident);
ALTER TABLE ONLY public.django_celery_beat_solarschedule
    ADD CONSTRAINT django_celery_beat_solar_event_latitude_longitude_ba64999a_uniq UNIQUE (event, latitude, longitude);
ALTER TABLE ONLY public.django_celery_beat_solarschedule
    ADD CONSTRAINT django_celery_beat_solarschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.routing_draftcall
    ADD CONSTRAINT draft_call_once UNIQUE (organisation_id, line_id, number);
ALTER TABLE ONLY public.conversations_draft
    ADD CONSTRAINT draft_once UNIQUE (organisation_id, member_id, conversation_id, is_note);
ALTER TABLE ONLY public.conversations_entry
    ADD CONSTRAINT entry_seq UNIQUE (organisation_id, conversation_id, seq);
ALTER TABLE ONLY public.scheduling_externalcopy
    ADD CONSTRAINT external_copy_once UNIQUE (organisation_id, calendar_id, appointment_id);
ALTER TABLE ONLY public.receptionist_faqentry
    ADD CONSTRAINT faq_question_once UNIQUE (organisation_id, question);
ALTER TABLE ONLY public.routing_flowstep
    ADD CONSTRAINT flow_step_once UNIQUE (organisation_id, version_id, "position");
ALTER TABLE ONLY public.routing_flowversion
    ADD CONSTRAINT flow_version_once UNIQUE (organisation_id, flow_id, number);
ALTER TABLE ONLY public.intake_form
    ADD CONSTRAINT form_slug_once UNIQUE (organisation_id, slug);
ALTER TABLE ONLY public.intake_formversion
    ADD CONSTRAINT form_version_once UNIQUE (organisation_id, form_id, n);
ALTER TABLE ONLY public.routing_linehandling
    ADD CONSTRAINT handling_once UNIQUE (organisation_id, line_id);
ALTER TABLE ONLY public.accounts_holidayrule
    ADD CONSTRAINT holiday_rule_once UNIQUE (organisation_id, name);
ALTER TABLE ONLY public.scheduling_homerules
    ADD CONSTRAINT home_rules_once UNIQUE (organisation_id, service_id);
ALTER TABLE ONLY public.scheduling_homesettings
    ADD CONSTRAINT home_settings_once UNIQUE (organisation_id);
ALTER TABLE ONLY public.accounts_idempotencyrecord
    ADD CONSTRAINT idempotency_once UNIQUE (organisation_id, api_key_id, key);
ALTER TABLE ONLY public.contacts_identitykey
    ADD CONSTRAINT identity_key_once UNIQUE (organisation_id, contact_id, key);
ALTER TABLE ONLY public.contacts_identitysweep
    ADD CONSTRAINT identity_sweep_once UNIQUE (organisation_id);
ALTER TABLE ONLY public.contacts_importpart
    ADD CONSTRAINT import_part_once UNIQUE (organisation_id, listed_id, first);
ALTER TABLE ONLY public.carrier_inboundmail
    ADD CONSTRAINT inbound_mail_once UNIQUE (organisation_id, key);
ALTER TABLE ONLY public.carrier_inbounddelivery
    ADD CONSTRAINT inbound_once UNIQUE (organisation_id, account_id, digest);
ALTER TABLE ONLY public.intake_inquiry
    ADD CONSTRAINT inquiry_once UNIQUE (organisation_id, conversation_id);
ALTER TABLE ONLY public.intake_answerevent
    ADD CONSTRAINT intake_answerevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_answerevent
    ADD CONSTRAINT intake_answerevent_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_answersread
    ADD CONSTRAINT intake_answersread_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_answersread
    ADD CONSTRAINT intake_answersread_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_checkevent
    ADD CONSTRAINT intake_checkevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_checkevent
    ADD CONSTRAINT intake_checkevent_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT intake_conflictcheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT intake_conflictcheck_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_conflicthit
    ADD CONSTRAINT intake_conflicthit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_conflicthit
    ADD CONSTRAINT intake_conflicthit_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_conflictrun
    ADD CONSTRAINT intake_conflictrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_conflictrun
    ADD CONSTRAINT intake_conflictrun_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_consent
    ADD CONSTRAINT intake_consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_consent
    ADD CONSTRAINT intake_consent_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_ethicalwall
    ADD CONSTRAINT intake_ethicalwall_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_ethicalwall
    ADD CONSTRAINT intake_ethicalwall_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_form
    ADD CONSTRAINT intake_form_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_form
    ADD CONSTRAINT intake_form_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_formversion
    ADD CONSTRAINT intake_formversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_formversion
    ADD CONSTRAINT intake_formversion_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_glassbreak
    ADD CONSTRAINT intake_glassbreak_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_glassbreak
    ADD CONSTRAINT intake_glassbreak_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_healthitem
    ADD CONSTRAINT intake_healthitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_healthitem
    ADD CONSTRAINT intake_healthitem_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_hitdecision
    ADD CONSTRAINT intake_hitdecision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_hitdecision
    ADD CONSTRAINT intake_hitdecision_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_inquiry
    ADD CONSTRAINT intake_inquiry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_inquiry
    ADD CONSTRAINT intake_inquiry_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_job
    ADD CONSTRAINT intake_job_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_job
    ADD CONSTRAINT intake_job_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_jobevent
    ADD CONSTRAINT intake_jobevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_jobevent
    ADD CONSTRAINT intake_jobevent_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_jobphoto
    ADD CONSTRAINT intake_jobphoto_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_jobphoto
    ADD CONSTRAINT intake_jobphoto_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_jobtype
    ADD CONSTRAINT intake_jobtype_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_jobtype
    ADD CONSTRAINT intake_jobtype_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_listedparty
    ADD CONSTRAINT intake_listedparty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_listedparty
    ADD CONSTRAINT intake_listedparty_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_matter
    ADD CONSTRAINT intake_matter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_matter
    ADD CONSTRAINT intake_matter_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_matterparty
    ADD CONSTRAINT intake_matterparty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_matterparty
    ADD CONSTRAINT intake_matterparty_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_optionset
    ADD CONSTRAINT intake_optionset_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_optionset
    ADD CONSTRAINT intake_optionset_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_party
    ADD CONSTRAINT intake_party_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_party
    ADD CONSTRAINT intake_party_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_partyidentifier
    ADD CONSTRAINT intake_partyidentifier_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_partyidentifier
    ADD CONSTRAINT intake_partyidentifier_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_partyname
    ADD CONSTRAINT intake_partyname_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_partyname
    ADD CONSTRAINT intake_partyname_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_partyrelation
    ADD CONSTRAINT intake_partyrelation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_partyrelation
    ADD CONSTRAINT intake_partyrelation_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_patientaccess
    ADD CONSTRAINT intake_patientaccess_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_patientaccess
    ADD CONSTRAINT intake_patientaccess_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_patientrecord
    ADD CONSTRAINT intake_patientrecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_patientrecord
    ADD CONSTRAINT intake_patientrecord_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_playbook
    ADD CONSTRAINT intake_playbook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_playbook
    ADD CONSTRAINT intake_playbook_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT intake_redflagalert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT intake_redflagalert_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_redflaglist
    ADD CONSTRAINT intake_redflaglist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_redflaglist
    ADD CONSTRAINT intake_redflaglist_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_resumecode
    ADD CONSTRAINT intake_resumecode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_resumecode
    ADD CONSTRAINT intake_resumecode_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_serviceform
    ADD CONSTRAINT intake_serviceform_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_serviceform
    ADD CONSTRAINT intake_serviceform_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_servicesite
    ADD CONSTRAINT intake_servicesite_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_servicesite
    ADD CONSTRAINT intake_servicesite_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_signature
    ADD CONSTRAINT intake_signature_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_signature
    ADD CONSTRAINT intake_signature_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_siteperson
    ADD CONSTRAINT intake_siteperson_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_siteperson
    ADD CONSTRAINT intake_siteperson_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_submission
    ADD CONSTRAINT intake_submission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_submission
    ADD CONSTRAINT intake_submission_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_upload
    ADD CONSTRAINT intake_upload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_upload
    ADD CONSTRAINT intake_upload_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_urgencyscript
    ADD CONSTRAINT intake_urgencyscript_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_urgencyscript
    ADD CONSTRAINT intake_urgencyscript_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_wallmember
    ADD CONSTRAINT intake_wallmember_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_wallmember
    ADD CONSTRAINT intake_wallmember_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.intake_jobtype
    ADD CONSTRAINT job_type_name UNIQUE (organisation_id, name);
ALTER TABLE ONLY public.conversations_label
    ADD CONSTRAINT label_once UNIQUE (organisation_id, conversation_id, tag);
ALTER TABLE ONLY public.conversations_line
    ADD CONSTRAINT line_once UNIQUE (organisation_id, kind, address);
ALTER TABLE ONLY public.intake_listedparty
    ADD CONSTRAINT listed_party_once UNIQUE (organisation_id, key);
ALTER TABLE ONLY public.intake_matter
    ADD CONSTRAINT matter_number UNIQUE (organisation_id, number);
ALTER TABLE ONLY public.intake_matterparty
    ADD CONSTRAINT matter_party_once UNIQUE (organisation_id, matter_id, party_id, role);
ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT member_once UNIQUE (organisation_id, user_id);
ALTER TABLE ONLY public.conversations_memberphone
    ADD CONSTRAINT member_phone_once UNIQUE (organisation_id, member_id);
ALTER TABLE ONLY public.routing_memberskill
    ADD CONSTRAINT member_skill_once UNIQUE (organisation_id, member_id, skill_id);
ALTER TABLE ONLY public.conversations_mention
    ADD CONSTRAINT mention_once UNIQUE (organisation_id, member_id, entry_id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations_numberfact
    ADD CONSTRAINT number_fact_once UNIQUE (organisation_id, value);
ALTER TABLE ONLY public.intake_optionset
    ADD CONSTRAINT option_set_once UNIQUE (organisation_id, slug);
ALTER TABLE ONLY public.carrier_outboundrequest
    ADD CONSTRAINT outbound_once UNIQUE (organisation_id, client_ref);
ALTER TABLE ONLY public.receptionist_ownphrase
    ADD CONSTRAINT own_phrase_once UNIQUE (organisation_id, plain);
ALTER TABLE ONLY public.carrier_messagepart
    ADD CONSTRAINT part_once UNIQUE (organisation_id, account_id, sender, recipient, ref, number);
ALTER TABLE ONLY public.intake_partyidentifier
    ADD CONSTRAINT party_identifier_once UNIQUE (organisation_id, party_id, kind, value_norm);
ALTER TABLE ONLY public.intake_partyname
    ADD CONSTRAINT party_name_once UNIQUE (organisation_id, party_id, kind, raw);
ALTER TABLE ONLY public.intake_partyrelation
    ADD CONSTRAINT party_relation_once UNIQUE (organisation_id, source_party_id, target_party_id, kind);
ALTER TABLE ONLY public.intake_patientrecord
    ADD CONSTRAINT patient_once UNIQUE (organisation_id, contact_id);
ALTER TABLE ONLY public.contacts_personaldetails
    ADD CONSTRAINT personal_details_once UNIQUE (organisation_id, contact_id);
ALTER TABLE ONLY public.intake_playbook
    ADD CONSTRAINT playbook_once UNIQUE NULLS NOT DISTINCT (organisation_id, line_id, service_id);
ALTER TABLE ONLY public.scheduling_poolplace
    ADD CONSTRAINT pool_place_once UNIQUE (organisation_id, pool_id, resource_id);
ALTER TABLE ONLY public.scheduling_postcodeplace
    ADD CONSTRAINT postcode_place_once UNIQUE (organisation_id, postcode);
ALTER TABLE ONLY public.routing_presence
    ADD CONSTRAINT presence_once UNIQUE (organisation_id, member_id);
ALTER TABLE ONLY public.conversations_readmark
    ADD CONSTRAINT read_mark_once UNIQUE (organisation_id, member_id, conversation_id);
ALTER TABLE ONLY public.receptionist_brainversion
    ADD CONSTRAINT receptionist_brainversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_brainversion
    ADD CONSTRAINT receptionist_brainversion_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.receptionist_dialogue
    ADD CONSTRAINT receptionist_dialogue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_dialogue
    ADD CONSTRAINT receptionist_dialogue_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.receptionist_digestreader
    ADD CONSTRAINT receptionist_digestreader_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_digestreader
    ADD CONSTRAINT receptionist_digestreader_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.receptionist_faqentry
    ADD CONSTRAINT receptionist_faqentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_faqentry
    ADD CONSTRAINT receptionist_faqentry_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.receptionist_handoff
    ADD CONSTRAINT receptionist_handoff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_handoff
    ADD CONSTRAINT receptionist_handoff_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.receptionist_ownphrase
    ADD CONSTRAINT receptionist_ownphrase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_ownphrase
    ADD CONSTRAINT receptionist_ownphrase_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.receptionist_receptionistsettings
    ADD CONSTRAINT receptionist_receptionistsettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_receptionistsettings
    ADD CONSTRAINT receptionist_receptionistsettings_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.receptionist_review
    ADD CONSTRAINT receptionist_review_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_review
    ADD CONSTRAINT receptionist_review_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.receptionist_receptionistsettings
    ADD CONSTRAINT receptionist_settings_once UNIQUE (organisation_id);
ALTER TABLE ONLY public.receptionist_turn
    ADD CONSTRAINT receptionist_turn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receptionist_turn
    ADD CONSTRAINT receptionist_turn_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.conversations_recordingrule
    ADD CONSTRAINT recording_rule_once UNIQUE (organisation_id, region);
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT red_flag_alert_once UNIQUE (organisation_id, source_key);
ALTER TABLE ONLY public.intake_redflaglist
    ADD CONSTRAINT red_flag_list_version UNIQUE (organisation_id, version);
ALTER TABLE ONLY public.routing_rehearsalreminder
    ADD CONSTRAINT rehearsal_once UNIQUE (organisation_id, flow_id, quarter);
ALTER TABLE ONLY public.scheduling_reminder
    ADD CONSTRAINT reminder_once UNIQUE (organisation_id, appointment_id, rule_id, sequence);
ALTER TABLE ONLY public.scheduling_reminderrule
    ADD CONSTRAINT reminder_rule_once UNIQUE (organisation_id, service_id, kind, channel, minutes);
ALTER TABLE ONLY public.routing_replayedcall
    ADD CONSTRAINT replayed_call_once UNIQUE (organisation_id, replay_id, place);
ALTER TABLE ONLY public.receptionist_review
    ADD CONSTRAINT review_once UNIQUE (organisation_id, turn_id);
ALTER TABLE ONLY public.routing_ringrotation
    ADD CONSTRAINT rotation_once UNIQUE (organisation_id, key, node, member_id);
ALTER TABLE ONLY public.routing_callrun
    ADD CONSTRAINT routing_callrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_callrun
    ADD CONSTRAINT routing_callrun_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_draftcall
    ADD CONSTRAINT routing_draftcall_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_draftcall
    ADD CONSTRAINT routing_draftcall_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_flow
    ADD CONSTRAINT routing_flow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_flow
    ADD CONSTRAINT routing_flow_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_flowstep
    ADD CONSTRAINT routing_flowstep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_flowstep
    ADD CONSTRAINT routing_flowstep_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_flowversion
    ADD CONSTRAINT routing_flowversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_flowversion
    ADD CONSTRAINT routing_flowversion_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_ladder
    ADD CONSTRAINT routing_ladder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_ladder
    ADD CONSTRAINT routing_ladder_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_ladderclimb
    ADD CONSTRAINT routing_ladderclimb_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_ladderclimb
    ADD CONSTRAINT routing_ladderclimb_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_ladderdrill
    ADD CONSTRAINT routing_ladderdrill_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_ladderdrill
    ADD CONSTRAINT routing_ladderdrill_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_ladderrung
    ADD CONSTRAINT routing_ladderrung_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_ladderrung
    ADD CONSTRAINT routing_ladderrung_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_linehandling
    ADD CONSTRAINT routing_linehandling_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_linehandling
    ADD CONSTRAINT routing_linehandling_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_membercapacity
    ADD CONSTRAINT routing_membercapacity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_membercapacity
    ADD CONSTRAINT routing_membercapacity_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_memberskill
    ADD CONSTRAINT routing_memberskill_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_memberskill
    ADD CONSTRAINT routing_memberskill_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_presence
    ADD CONSTRAINT routing_presence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_presence
    ADD CONSTRAINT routing_presence_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_queue
    ADD CONSTRAINT routing_queue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_queue
    ADD CONSTRAINT routing_queue_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_queueseat
    ADD CONSTRAINT routing_queueseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_queueseat
    ADD CONSTRAINT routing_queueseat_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_rehearsalreminder
    ADD CONSTRAINT routing_rehearsalreminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_rehearsalreminder
    ADD CONSTRAINT routing_rehearsalreminder_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_replay
    ADD CONSTRAINT routing_replay_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_replay
    ADD CONSTRAINT routing_replay_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_replayedcall
    ADD CONSTRAINT routing_replayedcall_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_replayedcall
    ADD CONSTRAINT routing_replayedcall_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_ringrotation
    ADD CONSTRAINT routing_ringrotation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_ringrotation
    ADD CONSTRAINT routing_ringrotation_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_ringturn
    ADD CONSTRAINT routing_ringturn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_ringturn
    ADD CONSTRAINT routing_ringturn_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_rota
    ADD CONSTRAINT routing_rota_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_rota
    ADD CONSTRAINT routing_rota_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_rotaoverride
    ADD CONSTRAINT routing_rotaoverride_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_rotaoverride
    ADD CONSTRAINT routing_rotaoverride_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_rotashift
    ADD CONSTRAINT routing_rotashift_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_rotashift
    ADD CONSTRAINT routing_rotashift_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_skill
    ADD CONSTRAINT routing_skill_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_skill
    ADD CONSTRAINT routing_skill_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_workoffer
    ADD CONSTRAINT routing_workoffer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_workoffer
    ADD CONSTRAINT routing_workoffer_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_callrun
    ADD CONSTRAINT run_once UNIQUE (organisation_id, call_id);
ALTER TABLE ONLY public.conversations_savedview
    ADD CONSTRAINT saved_view_once UNIQUE NULLS NOT DISTINCT (organisation_id, member_id, name);
ALTER TABLE ONLY public.scheduling_weeklywindow
    ADD CONSTRAINT schedule_window_once UNIQUE (organisation_id, schedule_id, weekday, opens_minute);
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_appointmentchange
    ADD CONSTRAINT scheduling_appointmentchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_appointmentchange
    ADD CONSTRAINT scheduling_appointmentchange_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_calendarfeed
    ADD CONSTRAINT scheduling_calendarfeed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_calendarfeed
    ADD CONSTRAINT scheduling_calendarfeed_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT scheduling_claim_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT scheduling_claim_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_dateoverride
    ADD CONSTRAINT scheduling_dateoverride_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_dateoverride
    ADD CONSTRAINT scheduling_dateoverride_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_externalbusy
    ADD CONSTRAINT scheduling_externalbusy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_externalbusy
    ADD CONSTRAINT scheduling_externalbusy_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_externalcalendar
    ADD CONSTRAINT scheduling_externalcalendar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_externalcalendar
    ADD CONSTRAINT scheduling_externalcalendar_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_externalcopy
    ADD CONSTRAINT scheduling_externalcopy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_externalcopy
    ADD CONSTRAINT scheduling_externalcopy_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_groupsession
    ADD CONSTRAINT scheduling_groupsession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_groupsession
    ADD CONSTRAINT scheduling_groupsession_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_homerules
    ADD CONSTRAINT scheduling_homerules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_homerules
    ADD CONSTRAINT scheduling_homerules_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_homesettings
    ADD CONSTRAINT scheduling_homesettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_homesettings
    ADD CONSTRAINT scheduling_homesettings_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_pool
    ADD CONSTRAINT scheduling_pool_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_pool
    ADD CONSTRAINT scheduling_pool_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_poolplace
    ADD CONSTRAINT scheduling_poolplace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_poolplace
    ADD CONSTRAINT scheduling_poolplace_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_postcodeplace
    ADD CONSTRAINT scheduling_postcodeplace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_postcodeplace
    ADD CONSTRAINT scheduling_postcodeplace_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_reminder
    ADD CONSTRAINT scheduling_reminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_reminder
    ADD CONSTRAINT scheduling_reminder_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_reminderrule
    ADD CONSTRAINT scheduling_reminderrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_reminderrule
    ADD CONSTRAINT scheduling_reminderrule_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_resource
    ADD CONSTRAINT scheduling_resource_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_resource
    ADD CONSTRAINT scheduling_resource_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_schedule
    ADD CONSTRAINT scheduling_schedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_schedule
    ADD CONSTRAINT scheduling_schedule_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_service
    ADD CONSTRAINT scheduling_service_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_service
    ADD CONSTRAINT scheduling_service_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_servicearea
    ADD CONSTRAINT scheduling_servicearea_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_servicearea
    ADD CONSTRAINT scheduling_servicearea_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_servicelocation
    ADD CONSTRAINT scheduling_servicelocation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_servicelocation
    ADD CONSTRAINT scheduling_servicelocation_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_serviceneed
    ADD CONSTRAINT scheduling_serviceneed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_serviceneed
    ADD CONSTRAINT scheduling_serviceneed_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_serviceprovider
    ADD CONSTRAINT scheduling_serviceprovider_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_serviceprovider
    ADD CONSTRAINT scheduling_serviceprovider_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_taplink
    ADD CONSTRAINT scheduling_taplink_code_hash_key UNIQUE (code_hash);
ALTER TABLE ONLY public.scheduling_taplink
    ADD CONSTRAINT scheduling_taplink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_taplink
    ADD CONSTRAINT scheduling_taplink_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_timeblock
    ADD CONSTRAINT scheduling_timeblock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_timeblock
    ADD CONSTRAINT scheduling_timeblock_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_timeoffer
    ADD CONSTRAINT scheduling_timeoffer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_timeoffer
    ADD CONSTRAINT scheduling_timeoffer_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_travelzone
    ADD CONSTRAINT scheduling_travelzone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_travelzone
    ADD CONSTRAINT scheduling_travelzone_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_unserved
    ADD CONSTRAINT scheduling_unserved_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_unserved
    ADD CONSTRAINT scheduling_unserved_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_vehiclebase
    ADD CONSTRAINT scheduling_vehiclebase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_vehiclebase
    ADD CONSTRAINT scheduling_vehiclebase_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_visitorcode
    ADD CONSTRAINT scheduling_visitorcode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_visitorcode
    ADD CONSTRAINT scheduling_visitorcode_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_visitplace
    ADD CONSTRAINT scheduling_visitplace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_visitplace
    ADD CONSTRAINT scheduling_visitplace_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_waitingoffer
    ADD CONSTRAINT scheduling_waitingoffer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_waitingoffer
    ADD CONSTRAINT scheduling_waitingoffer_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.scheduling_weeklywindow
    ADD CONSTRAINT scheduling_weeklywindow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scheduling_weeklywindow
    ADD CONSTRAINT scheduling_weeklywindow_tenant UNIQUE (organisation_id, id);
ALTER TABLE ONLY public.routing_queueseat
    ADD CONSTRAINT seat_member_once UNIQUE (organisation_id, queue_id, member_id);
ALTER TABLE ONLY public.intake_serviceform
    ADD CONSTRAINT service_form_once UNIQUE (organisation_id, service_id, form_id);
ALTER TABLE ONLY public.scheduling_servicelocation
    ADD CONSTRAINT service_location_once UNIQUE (organisation_id, service_id, location_id);
ALTER TABLE ONLY public.scheduling_serviceneed
    ADD CONSTRAINT service_need_once UNIQUE (organisation_id, service_id, pool_id);
ALTER TABLE ONLY public.scheduling_serviceprovider
    ADD CONSTRAINT service_provider_once UNIQUE (organisation_id, service_id, resource_id);
ALTER TABLE ONLY public.scheduling_service
    ADD CONSTRAINT service_slug_once UNIQUE (organisation_id, slug);
ALTER TABLE ONLY public.routing_rotashift
    ADD CONSTRAINT shift_begins_once UNIQUE (organisation_id, rota_id, weekday, starts_minute);
ALTER TABLE ONLY public.intake_servicesite
    ADD CONSTRAINT site_once UNIQUE (organisation_id, norm_key);
ALTER TABLE ONLY public.contacts_duplicatesuggestion
    ADD CONSTRAINT suggestion_once UNIQUE (organisation_id, first_id, second_id);
ALTER TABLE ONLY public.routing_ringturn
    ADD CONSTRAINT turn_member_once UNIQUE (organisation_id, handling_id, member_id);
ALTER TABLE ONLY public.receptionist_turn
    ADD CONSTRAINT turn_once UNIQUE (organisation_id, turn_key);
ALTER TABLE ONLY public.routing_ringturn
    ADD CONSTRAINT turn_position_once UNIQUE (organisation_id, handling_id, "position") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_unserved
    ADD CONSTRAINT unserved_once_a_day UNIQUE (organisation_id, service_id, postcode, asked_on, asked_by, visitor);
ALTER TABLE ONLY public.intake_urgencyscript
    ADD CONSTRAINT urgency_script_once UNIQUE (organisation_id, urgency);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);
ALTER TABLE ONLY public.scheduling_vehiclebase
    ADD CONSTRAINT vehicle_base_once UNIQUE (organisation_id, resource_id);
ALTER TABLE ONLY public.intake_wallmember
    ADD CONSTRAINT wall_member_once UNIQUE (organisation_id, wall_id, member_id);
ALTER TABLE ONLY public.accounts_openingwindow
    ADD CONSTRAINT window_once UNIQUE (organisation_id, location_id, weekday, opens_minute);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX accounts_allowedsite_organisation_id_676a6e4e ON public.accounts_allowedsite USING btree (organisation_id);
CREATE INDEX accounts_apikey_created_by_id_1b5317c8 ON public.accounts_apikey USING btree (created_by_id);
CREATE INDEX accounts_apikey_key_hash_da55e15b_like ON public.accounts_apikey USING btree (key_hash varchar_pattern_ops);
CREATE INDEX accounts_apikey_organisation_id_6c27dbba ON public.accounts_apikey USING btree (organisation_id);
CREATE INDEX accounts_closure_location_id_2eef1f4a ON public.accounts_closure USING btree (location_id);
CREATE INDEX accounts_closure_organisation_id_a9de3d6f ON public.accounts_closure USING btree (organisation_id);
CREATE INDEX accounts_holidayrule_organisation_id_9f0aaf0f ON public.accounts_holidayrule USING btree (organisation_id);
CREATE INDEX accounts_idempotencyrecord_api_key_id_0d9cb573 ON public.accounts_idempotencyrecord USING btree (api_key_id);
CREATE INDEX accounts_idempotencyrecord_organisation_id_704809d9 ON public.accounts_idempotencyrecord USING btree (organisation_id);
CREATE INDEX accounts_invitation_invited_by_id_94a21efc ON public.accounts_invitation USING btree (invited_by_id);
CREATE INDEX accounts_invitation_organisation_id_b7f9480b ON public.accounts_invitation USING btree (organisation_id);
CREATE INDEX accounts_invitation_token_hash_3d59d75c_like ON public.accounts_invitation USING btree (token_hash varchar_pattern_ops);
CREATE INDEX accounts_location_organisation_id_23123490 ON public.accounts_location USING btree (organisation_id);
CREATE INDEX accounts_member_organisation_id_269d0346 ON public.accounts_member USING btree (organisation_id);
CREATE INDEX accounts_member_team_id_8f3aa243 ON public.accounts_member USING btree (team_id);
CREATE INDEX accounts_member_user_id_b994c8b6 ON public.accounts_member USING btree (user_id);
CREATE INDEX accounts_openingwindow_location_id_3b95190a ON public.accounts_openingwindow USING btree (location_id);
CREATE INDEX accounts_openingwindow_organisation_id_759f701d ON public.accounts_openingwindow USING btree (organisation_id);
CREATE INDEX accounts_organisation_slug_43a9054f_like ON public.accounts_organisation USING btree (slug varchar_pattern_ops);
CREATE INDEX accounts_specialopening_location_id_4c8bdbc0 ON public.accounts_specialopening USING btree (location_id);
CREATE INDEX accounts_specialopening_organisation_id_373166e2 ON public.accounts_specialopening USING btree (organisation_id);
CREATE INDEX accounts_team_organisation_id_6c9deeb6 ON public.accounts_team USING btree (organisation_id);
CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);
CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);
CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);
CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);
CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);
CREATE INDEX address_any_part ON public.contacts_contactaddress USING gin (organisation_id, value public.gin_trgm_ops);
CREATE INDEX address_of_contact ON public.contacts_contactaddress USING btree (organisation_id, contact_id);
CREATE INDEX answer_event_of ON public.intake_answerevent USING btree (organisation_id, submission_id, at);
CREATE INDEX answers_read_of ON public.intake_answersread USING btree (organisation_id, submission_id, at DESC);
CREATE INDEX api_key_newest ON public.accounts_apikey USING btree (organisation_id, created_at DESC);
CREATE INDEX appointment_contact ON public.scheduling_appointment USING btree (organisation_id, contact_id, starts_at DESC);
CREATE INDEX appointment_counted ON public.scheduling_appointment USING btree (organisation_id, service_id, booked_at) WHERE ((status)::text = ANY ((ARRAY['ARRIVED'::character varying, 'COMPLETED'::character varying, 'CONFIRMED'::character varying, 'NO_SHOW'::character varying, 'REQUESTED'::character varying])::text[]));
CREATE INDEX appointment_history ON public.scheduling_appointmentchange USING btree (organisation_id, appointment_id, at);
CREATE INDEX appointment_provider ON public.scheduling_appointment USING btree (organisation_id, provider_id, starts_at);
CREATE UNIQUE INDEX appointment_ref_once ON public.scheduling_appointment USING btree (organisation_id, client_ref, starts_at) WHERE (NOT ((client_ref)::text = ''::text));
CREATE INDEX appointment_series ON public.scheduling_appointment USING btree (organisation_id, series_id) WHERE (series_id IS NOT NULL);
CREATE INDEX appointment_time ON public.scheduling_appointment USING btree (organisation_id, starts_at);
CREATE UNIQUE INDEX area_name_once ON public.scheduling_servicearea USING btree (organisation_id, lower((name)::text));
CREATE INDEX attempt_newest ON public.carrier_attempt USING btree (organisation_id, occurred_at DESC);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX block_open ON public.scheduling_timeblock USING btree (organisation_id, resource_id, ends_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX brain_version_one_active ON public.receptionist_brainversion USING btree (organisation_id) WHERE is_active;
CREATE UNIQUE INDEX calendar_feed_one ON public.scheduling_calendarfeed USING btree (organisation_id, resource_id) WHERE (revoked_at IS NULL);
CREATE INDEX call_live ON public.conversations_call USING btree (organisation_id, started_at) WHERE (NOT ((state)::text = ANY ((ARRAY['CLOSED'::character varying, 'ENDED'::character varying])::text[])));
CREATE INDEX call_newest ON public.conversations_call USING btree (organisation_id, started_at DESC);
CREATE INDEX call_thread ON public.conversations_call USING btree (organisation_id, conversation_id, started_at DESC);
CREATE INDEX carrier_attempt_account_id_d92bc306 ON public.carrier_attempt USING btree (account_id);
CREATE INDEX carrier_attempt_organisation_id_0983ac89 ON public.carrier_attempt USING btree (organisation_id);
CREATE INDEX carrier_callcheck_organisation_id_5ecd8440 ON public.carrier_callcheck USING btree (organisation_id);
CREATE INDEX carrier_carrieraccount_organisation_id_8805fbd8 ON public.carrier_carrieraccount USING btree (organisation_id);
CREATE INDEX carrier_carrieraccount_path_token_ec13239a_like ON public.carrier_carrieraccount USING btree (path_token varchar_pattern_ops);
CREATE INDEX carrier_inbounddelivery_account_id_cb4bc1d8 ON public.carrier_inbounddelivery USING btree (account_id);
CREATE INDEX carrier_inbounddelivery_organisation_id_32b96a88 ON public.carrier_inbounddelivery USING btree (organisation_id);
CREATE INDEX carrier_inboundmail_line_id_f6ec71d3 ON public.carrier_inboundmail USING btree (line_id);
CREATE INDEX carrier_inboundmail_organisation_id_dbbbb0de ON public.carrier_inboundmail USING btree (organisation_id);
CREATE INDEX carrier_mailbox_address_e0d74f26_like ON public.carrier_mailbox USING btree (address varchar_pattern_ops);
CREATE INDEX carrier_mailbox_organisation_id_8122e2e1 ON public.carrier_mailbox USING btree (organisation_id);
CREATE INDEX carrier_messagepart_account_id_75d10c0e ON public.carrier_messagepart USING btree (account_id);
CREATE INDEX carrier_messagepart_organisation_id_9be01257 ON public.carrier_messagepart USING btree (organisation_id);
CREATE INDEX carrier_outboundrequest_account_id_17cb4054 ON public.carrier_outboundrequest USING btree (account_id);
CREATE INDEX carrier_outboundrequest_organisation_id_136893ff ON public.carrier_outboundrequest USING btree (organisation_id);
CREATE INDEX carrier_reconcilerun_account_id_9a2de045 ON public.carrier_reconcilerun USING btree (account_id);
CREATE INDEX carrier_reconcilerun_organisation_id_e602adcd ON public.carrier_reconcilerun USING btree (organisation_id);
CREATE INDEX carrier_refuseddelivery_account_id_13b2b30c ON public.carrier_refuseddelivery USING btree (account_id);
CREATE INDEX carrier_refuseddelivery_organisation_id_a5c43c8b ON public.carrier_refuseddelivery USING btree (organisation_id);
CREATE INDEX claim_busy ON public.scheduling_claim USING btree (organisation_id, resource_id, busy_until) WHERE ((state)::text = ANY ((ARRAY['BOOKED'::character varying, 'HELD'::character varying])::text[]));
CREATE INDEX claim_expiry ON public.scheduling_claim USING btree (organisation_id, expires_at) WHERE ((state)::text = 'HELD'::text);
CREATE UNIQUE INDEX climb_once ON public.routing_ladderclimb USING btree (organisation_id, call_id) WHERE (ended_at IS NULL);
CREATE INDEX climb_open ON public.routing_ladderclimb USING btree (organisation_id, started_at) WHERE (ended_at IS NULL);
CREATE INDEX command_call ON public.conversations_callcommand USING btree (organisation_id, call_id, requested_at);
CREATE INDEX command_unsettled ON public.conversations_callcommand USING btree (organisation_id, requested_at) WHERE ((state)::text = ANY ((ARRAY['QUEUED'::character varying, 'DOING'::character varying, 'UNKNOWN'::character varying])::text[]));
CREATE INDEX conflict_check_lapsing ON public.intake_conflictcheck USING btree (organisation_id, expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX consent_latest ON public.contacts_consentevent USING btree (organisation_id, kind, value, scope, occurred_at DESC, id DESC);
CREATE INDEX contact_any_word ON public.contacts_contact USING gin (organisation_id, public.contact_words((display_name)::text, (first_name)::text, (middle_name)::text, (last_name)::text, (preferred_name)::text, (company_name)::text) public.gin_trgm_ops);
CREATE INDEX contact_by_name ON public.contacts_contact USING btree (organisation_id, lower((display_name)::text), id);
CREATE INDEX contact_changed ON public.contacts_contact USING btree (organisation_id, updated_at DESC, id);
CREATE INDEX contact_newest ON public.contacts_contact USING btree (organisation_id, created_at DESC, id);
CREATE INDEX contact_tags ON public.contacts_contact USING gin (tags);
CREATE INDEX contacts_consentevent_member_id_6629948a ON public.contacts_consentevent USING btree (member_id);
CREATE INDEX contacts_consentevent_organisation_id_cc10dc4f ON public.contacts_consentevent USING btree (organisation_id);
CREATE INDEX contacts_contact_organisation_id_d144402a ON public.contacts_contact USING btree (organisation_id);
CREATE INDEX contacts_contact_owner_id_0103c1ee ON public.contacts_contact USING btree (owner_id);
CREATE INDEX contacts_contactaddress_contact_id_1757a38b ON public.contacts_contactaddress USING btree (contact_id);
CREATE INDEX contacts_contactaddress_organisation_id_727adabb ON public.contacts_contactaddress USING btree (organisation_id);
CREATE INDEX contacts_contactimport_member_id_66f56fba ON public.contacts_contactimport USING btree (member_id);
CREATE INDEX contacts_contactimport_organisation_id_ecf14f12 ON public.contacts_contactimport USING btree (organisation_id);
CREATE INDEX contacts_contactmerge_absorbed_id_edcfe6dd ON public.contacts_contactmerge USING btree (absorbed_id);
CREATE INDEX contacts_contactmerge_kept_id_395194eb ON public.contacts_contactmerge USING btree (kept_id);
CREATE INDEX contacts_contactmerge_member_id_dc499012 ON public.contacts_contactmerge USING btree (member_id);
CREATE INDEX contacts_contactmerge_organisation_id_ca203c67 ON public.contacts_contactmerge USING btree (organisation_id);
CREATE INDEX contacts_contactmerge_undone_by_id_10ba21fa ON public.contacts_contactmerge USING btree (undone_by_id);
CREATE INDEX contacts_duplicatesuggestion_decided_by_id_0ef5561e ON public.contacts_duplicatesuggestion USING btree (decided_by_id);
CREATE INDEX contacts_duplicatesuggestion_first_id_c1d034a3 ON public.contacts_duplicatesuggestion USING btree (first_id);
CREATE INDEX contacts_duplicatesuggestion_organisation_id_74b909f2 ON public.contacts_duplicatesuggestion USING btree (organisation_id);
CREATE INDEX contacts_duplicatesuggestion_second_id_df75386c ON public.contacts_duplicatesuggestion USING btree (second_id);
CREATE INDEX contacts_identitykey_contact_id_67df65b0 ON public.contacts_identitykey USING btree (contact_id);
CREATE INDEX contacts_identitykey_organisation_id_72bbfbf7 ON public.contacts_identitykey USING btree (organisation_id);
CREATE INDEX contacts_identitysweep_organisation_id_9f69f989 ON public.contacts_identitysweep USING btree (organisation_id);
CREATE INDEX contacts_importpart_listed_id_c45c9cdc ON public.contacts_importpart USING btree (listed_id);
CREATE INDEX contacts_importpart_organisation_id_746cf52a ON public.contacts_importpart USING btree (organisation_id);
CREATE INDEX contacts_legalhold_contact_id_724f961a ON public.contacts_legalhold USING btree (contact_id);
CREATE INDEX contacts_legalhold_lifted_by_id_0c2da5f2 ON public.contacts_legalhold USING btree (lifted_by_id);
CREATE INDEX contacts_legalhold_organisation_id_1c14f981 ON public.contacts_legalhold USING btree (organisation_id);
CREATE INDEX contacts_legalhold_placed_by_id_bab6c777 ON public.contacts_legalhold USING btree (placed_by_id);
CREATE INDEX contacts_personaldetails_contact_id_7c494a2f ON public.contacts_personaldetails USING btree (contact_id);
CREATE INDEX contacts_personaldetails_organisation_id_c8d0b373 ON public.contacts_personaldetails USING btree (organisation_id);
CREATE INDEX conv_channel ON public.conversations_conversation USING btree (organisation_id, status, latest_channel, latest_at DESC, id DESC);
CREATE INDEX conv_contact ON public.conversations_conversation USING btree (organisation_id, contact_id, latest_at DESC);
CREATE INDEX conv_line ON public.conversations_conversation USING btree (organisation_id, status, line_id, latest_at DESC, id DESC);
CREATE INDEX conv_location ON public.conversations_conversation USING btree (organisation_id, status, location_id, latest_at DESC, id DESC);
CREATE INDEX conv_nobodys ON public.conversations_conversation USING btree (organisation_id, waiting_since, id, latest_channel, line_id, location_id) WHERE ((owner_id IS NULL) AND ((status)::text = 'OPEN'::text));
CREATE INDEX conv_owner ON public.conversations_conversation USING btree (organisation_id, owner_id, status, latest_at DESC, id DESC);
CREATE INDEX conv_party ON public.conversations_conversation USING btree (organisation_id, party_key, latest_at DESC);
CREATE INDEX conv_snoozed ON public.conversations_conversation USING btree (organisation_id, snoozed_until) WHERE ((snoozed_until IS NOT NULL) AND ((status)::text = 'SNOOZED'::text));
CREATE INDEX conv_status ON public.conversations_conversation USING btree (organisation_id, status, latest_at DESC, id DESC);
CREATE UNIQUE INDEX conversation_one_live ON public.conversations_conversation USING btree (organisation_id, location_id, party_key) WHERE ((NOT is_split) AND ((status)::text = ANY ((ARRAY['AI'::character varying, 'OPEN'::character varying, 'SNOOZED'::character varying, 'WAITING'::character varying])::text[])));
CREATE INDEX conversations_block_author_id_8074c12c ON public.conversations_block USING btree (author_id);
CREATE INDEX conversations_block_organisation_id_ea320408 ON public.conversations_block USING btree (organisation_id);
CREATE INDEX conversations_call_answered_by_id_553cd071 ON public.conversations_call USING btree (answered_by_id);
CREATE INDEX conversations_call_answered_leg_id_cd2c1018 ON public.conversations_call USING btree (answered_leg_id);
CREATE INDEX conversations_call_conversation_id_0cd2d090 ON public.conversations_call USING btree (conversation_id);
CREATE INDEX conversations_call_entry_id_e5818741 ON public.conversations_call USING btree (entry_id);
CREATE INDEX conversations_call_line_id_5a33ab0a ON public.conversations_call USING btree (line_id);
CREATE INDEX conversations_call_organisation_id_adc39e75 ON public.conversations_call USING btree (organisation_id);
CREATE INDEX conversations_callcommand_call_id_77b9024b ON public.conversations_callcommand USING btree (call_id);
CREATE INDEX conversations_callcommand_leg_id_13062bfc ON public.conversations_callcommand USING btree (leg_id);
CREATE INDEX conversations_callcommand_organisation_id_55ea2ae0 ON public.conversations_callcommand USING btree (organisation_id);
CREATE INDEX conversations_cannedreply_organisation_id_d657020d ON public.conversations_cannedreply USING btree (organisation_id);
CREATE INDEX conversations_cannedreply_shortcut_68ee0433 ON public.conversations_cannedreply USING btree (shortcut);
CREATE INDEX conversations_cannedreply_shortcut_68ee0433_like ON public.conversations_cannedreply USING btree (shortcut varchar_pattern_ops);
CREATE INDEX conversations_chatwidget_line_id_0e30b1f3 ON public.conversations_chatwidget USING btree (line_id);
CREATE INDEX conversations_chatwidget_organisation_id_17ca1e0b ON public.conversations_chatwidget USING btree (organisation_id);
CREATE INDEX conversations_conversation_contact_id_000135ab ON public.conversations_conversation USING btree (contact_id);
CREATE INDEX conversations_conversation_line_id_104de42d ON public.conversations_conversation USING btree (line_id);
CREATE INDEX conversations_conversation_location_id_a7a8531a ON public.conversations_conversation USING btree (location_id);
CREATE INDEX conversations_conversation_merged_into_id_18d56788 ON public.conversations_conversation USING btree (merged_into_id);
CREATE INDEX conversations_conversation_organisation_id_3b15739b ON public.conversations_conversation USING btree (organisation_id);
CREATE INDEX conversations_conversation_owner_id_67c5670c ON public.conversations_conversation USING btree (owner_id);
CREATE INDEX conversations_conversation_previous_id_6d1b51de ON public.conversations_conversation USING btree (previous_id);
CREATE INDEX conversations_conversation_resolved_by_id_65a987ae ON public.conversations_conversation USING btree (resolved_by_id);
CREATE INDEX conversations_draft_conversation_id_8be0ce8b ON public.conversations_draft USING btree (conversation_id);
CREATE INDEX conversations_draft_member_id_4d4de56e ON public.conversations_draft USING btree (member_id);
CREATE INDEX conversations_draft_organisation_id_ca6a4737 ON public.conversations_draft USING btree (organisation_id);
CREATE INDEX conversations_entry_author_id_36510b7d ON public.conversations_entry USING btree (author_id);
CREATE INDEX conversations_entry_conversation_id_5677ebff ON public.conversations_entry USING btree (conversation_id);
CREATE INDEX conversations_entry_line_id_d7a2e164 ON public.conversations_entry USING btree (line_id);
CREATE INDEX conversations_entry_organisation_id_b6e578a8 ON public.conversations_entry USING btree (organisation_id);
CREATE INDEX conversations_label_organisation_id_5cdfeadd ON public.conversations_label USING btree (organisation_id);
CREATE INDEX conversations_leg_call_id_dda83d5d ON public.conversations_leg USING btree (call_id);
CREATE INDEX conversations_leg_member_id_b4c2711d ON public.conversations_leg USING btree (member_id);
CREATE INDEX conversations_leg_organisation_id_674b3f19 ON public.conversations_leg USING btree (organisation_id);
CREATE INDEX conversations_line_location_id_447e4763 ON public.conversations_line USING btree (location_id);
CREATE INDEX conversations_line_organisation_id_3f07168f ON public.conversations_line USING btree (organisation_id);
CREATE INDEX conversations_memberphone_member_id_49972e0c ON public.conversations_memberphone USING btree (member_id);
CREATE INDEX conversations_memberphone_organisation_id_8ff4cbaa ON public.conversations_memberphone USING btree (organisation_id);
CREATE INDEX conversations_mention_conversation_id_aa3de93d ON public.conversations_mention USING btree (conversation_id);
CREATE INDEX conversations_mention_entry_id_7684bd6e ON public.conversations_mention USING btree (entry_id);
CREATE INDEX conversations_mention_member_id_eda5392c ON public.conversations_mention USING btree (member_id);
CREATE INDEX conversations_mention_organisation_id_15201e75 ON public.conversations_mention USING btree (organisation_id);
CREATE INDEX conversations_numberfact_organisation_id_8fc9e07e ON public.conversations_numberfact USING btree (organisation_id);
CREATE INDEX conversations_readmark_conversation_id_05bbc5e7 ON public.conversations_readmark USING btree (conversation_id);
CREATE INDEX conversations_readmark_member_id_a8fd05aa ON public.conversations_readmark USING btree (member_id);
CREATE INDEX conversations_readmark_organisation_id_58554763 ON public.conversations_readmark USING btree (organisation_id);
CREATE INDEX conversations_recording_call_id_044548c0 ON public.conversations_recording USING btree (call_id);
CREATE INDEX conversations_recording_leg_id_08ba1039 ON public.conversations_recording USING btree (leg_id);
CREATE INDEX conversations_recording_organisation_id_f38af4dd ON public.conversations_recording USING btree (organisation_id);
CREATE INDEX conversations_recordingrule_author_id_6a0095a8 ON public.conversations_recordingrule USING btree (author_id);
CREATE INDEX conversations_recordingrule_organisation_id_11600b45 ON public.conversations_recordingrule USING btree (organisation_id);
CREATE INDEX conversations_savedview_member_id_264ef6e3 ON public.conversations_savedview USING btree (member_id);
CREATE INDEX conversations_savedview_organisation_id_dc3c4abd ON public.conversations_savedview USING btree (organisation_id);
CREATE INDEX conversations_task_contact_id_f899dfa2 ON public.conversations_task USING btree (contact_id);
CREATE INDEX conversations_task_conversation_id_bf017a7c ON public.conversations_task USING btree (conversation_id);
CREATE INDEX conversations_task_created_by_id_4431bb47 ON public.conversations_task USING btree (created_by_id);
CREATE INDEX conversations_task_done_by_id_1f12f855 ON public.conversations_task USING btree (done_by_id);
CREATE INDEX conversations_task_entry_id_47c7ad48 ON public.conversations_task USING btree (entry_id);
CREATE INDEX conversations_task_organisation_id_6bc348cc ON public.conversations_task USING btree (organisation_id);
CREATE INDEX conversations_task_owner_id_d9f1a91c ON public.conversations_task USING btree (owner_id);
CREATE INDEX conversations_task_team_id_a77acacc ON public.conversations_task USING btree (team_id);
CREATE INDEX core_heartbeat_name_217715ae_like ON public.core_heartbeat USING btree (name varchar_pattern_ops);
CREATE INDEX delivery_due ON public.core_delivery USING btree (due_at) WHERE ((state)::text = 'DUE'::text);
CREATE INDEX delivery_parked ON public.core_delivery USING btree (organisation_id) WHERE ((state)::text = 'PARKED'::text);
CREATE INDEX dialogue_of_thread ON public.receptionist_dialogue USING btree (organisation_id, conversation_id, started_at DESC);
CREATE UNIQUE INDEX dialogue_one_open ON public.receptionist_dialogue USING btree (organisation_id, conversation_id) WHERE (ended_at IS NULL);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_celery_beat_periodictask_clocked_id_47a69f82 ON public.django_celery_beat_periodictask USING btree (clocked_id);
CREATE INDEX django_celery_beat_periodictask_crontab_id_d3cba168 ON public.django_celery_beat_periodictask USING btree (crontab_id);
CREATE INDEX django_celery_beat_periodictask_interval_id_a8ca27da ON public.django_celery_beat_periodictask USING btree (interval_id);
CREATE INDEX django_celery_beat_periodictask_name_265a36b7_like ON public.django_celery_beat_periodictask USING btree (name varchar_pattern_ops);
CREATE INDEX django_celery_beat_periodictask_solar_id_a87ce72c ON public.django_celery_beat_periodictask USING btree (solar_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX drill_latest ON public.routing_ladderdrill USING btree (organisation_id, ladder_id, started_at DESC);
CREATE UNIQUE INDEX drill_once ON public.routing_ladderdrill USING btree (organisation_id, ladder_id) WHERE (ended_at IS NULL);
CREATE INDEX entry_chat ON public.conversations_entry USING btree (organisation_id, address, occurred_at DESC, seq DESC) WHERE ((channel)::text = 'CHAT'::text);
CREATE UNIQUE INDEX entry_provider_id ON public.conversations_entry USING btree (organisation_id, channel, provider_id) WHERE (NOT ((provider_id)::text = ''::text));
CREATE INDEX entry_thread ON public.conversations_entry USING btree (organisation_id, conversation_id, occurred_at DESC, seq DESC);
CREATE INDEX entry_unsettled ON public.conversations_entry USING btree (organisation_id, send_after) WHERE ((state)::text = ANY ((ARRAY['QUEUED'::character varying, 'SENDING'::character varying, 'UNKNOWN'::character varying, 'HELD_QUIET'::character varying])::text[]));
CREATE INDEX entry_words ON public.conversations_entry USING gin (public.conversation_periods(organisation_id, occurred_at), search);
CREATE UNIQUE INDEX ethical_wall_stands_once ON public.intake_ethicalwall USING btree (organisation_id, matter_id) WHERE (lifted_at IS NULL);
CREATE INDEX event_by_name ON public.core_event USING btree (organisation_id, name, recorded_at);
CREATE INDEX event_by_time ON public.core_event USING brin (recorded_at);
CREATE INDEX external_busy_event ON public.scheduling_externalbusy USING btree (organisation_id, calendar_id, key);
CREATE INDEX external_busy_time ON public.scheduling_externalbusy USING btree (organisation_id, resource_id, ends_at);
CREATE INDEX external_calendar_channel ON public.scheduling_externalcalendar USING btree (organisation_id, channel_id) WHERE (NOT ((channel_id)::text = ''::text));
CREATE INDEX external_calendar_due ON public.scheduling_externalcalendar USING btree (organisation_id, next_at) WHERE is_active;
CREATE INDEX external_copy_uid ON public.scheduling_externalcopy USING btree (organisation_id, uid);
CREATE UNIQUE INDEX flow_draft_once ON public.routing_flowversion USING btree (organisation_id, flow_id) WHERE ((state)::text = 'DRAFT'::text);
CREATE UNIQUE INDEX flow_published_once ON public.routing_flowversion USING btree (organisation_id, flow_id) WHERE ((state)::text = 'PUBLISHED'::text);
CREATE UNIQUE INDEX form_name_once ON public.intake_form USING btree (organisation_id, lower((name)::text));
CREATE UNIQUE INDEX form_one_draft ON public.intake_formversion USING btree (organisation_id, form_id) WHERE ((status)::text = 'DRAFT'::text);
CREATE UNIQUE INDEX form_one_published ON public.intake_formversion USING btree (organisation_id, form_id) WHERE ((status)::text = 'PUBLISHED'::text);
CREATE INDEX glass_newest ON public.intake_glassbreak USING btree (organisation_id, at DESC);
CREATE INDEX glass_open ON public.intake_glassbreak USING btree (organisation_id, contact_id, member_id, until DESC);
CREATE INDEX handoff_of_thread ON public.receptionist_handoff USING btree (organisation_id, conversation_id, made_at DESC);
CREATE INDEX health_item_of ON public.intake_healthitem USING btree (organisation_id, contact_id, recorded_at);
CREATE INDEX hold_of_contact ON public.contacts_legalhold USING btree (organisation_id, contact_id, placed_at DESC);
CREATE INDEX hold_open ON public.scheduling_hold USING btree (organisation_id, expires_at) WHERE (ended_at IS NULL);
CREATE INDEX hold_visitor ON public.scheduling_hold USING btree (organisation_id, visitor) WHERE ((ended_at IS NULL) AND (NOT ((visitor)::text = ''::text)));
CREATE INDEX idempotency_oldest ON public.accounts_idempotencyrecord USING btree (organisation_id, started_at);
CREATE INDEX identity_key ON public.contacts_identitykey USING btree (organisation_id, key);
CREATE INDEX import_newest ON public.contacts_contactimport USING btree (organisation_id, created_at DESC);
CREATE INDEX inbound_mail_id ON public.carrier_inboundmail USING btree (organisation_id, message_id);
CREATE INDEX inbound_mail_newest ON public.carrier_inboundmail USING btree (organisation_id, received_at DESC);
CREATE INDEX inbound_mail_sender ON public.carrier_inboundmail USING btree (organisation_id, sender, received_at DESC);
CREATE INDEX inbound_mail_unapplied ON public.carrier_inboundmail USING btree (organisation_id, received_at) WHERE ((state)::text = ANY ((ARRAY['RECEIVED'::character varying, 'FAILED'::character varying])::text[]));
CREATE INDEX inbound_newest ON public.carrier_inbounddelivery USING btree (organisation_id, received_at DESC);
CREATE INDEX inbound_unapplied ON public.carrier_inbounddelivery USING btree (organisation_id, received_at) WHERE ((state)::text = ANY ((ARRAY['RECEIVED'::character varying, 'FAILED'::character varying])::text[]));
CREATE INDEX inquiry_newest ON public.intake_inquiry USING btree (organisation_id, opened_at DESC);
CREATE INDEX intake_answerevent_member_id_61ae8757 ON public.intake_answerevent USING btree (member_id);
CREATE INDEX intake_answerevent_organisation_id_e89c264d ON public.intake_answerevent USING btree (organisation_id);
CREATE INDEX intake_answerevent_submission_id_3500b516 ON public.intake_answerevent USING btree (submission_id);
CREATE INDEX intake_answersread_member_id_61c7b357 ON public.intake_answersread USING btree (member_id);
CREATE INDEX intake_answersread_organisation_id_d097abfa ON public.intake_answersread USING btree (organisation_id);
CREATE INDEX intake_answersread_submission_id_e279123c ON public.intake_answersread USING btree (submission_id);
CREATE INDEX intake_checkevent_by_id_d2cc689a ON public.intake_checkevent USING btree (by_id);
CREATE INDEX intake_checkevent_check_of_id_4510152e ON public.intake_checkevent USING btree (check_of_id);
CREATE INDEX intake_checkevent_organisation_id_3847c7ba ON public.intake_checkevent USING btree (organisation_id);
CREATE INDEX intake_conflictcheck_asked_by_id_ffa6f3f3 ON public.intake_conflictcheck USING btree (asked_by_id);
CREATE INDEX intake_conflictcheck_conversation_id_f79bb6d2 ON public.intake_conflictcheck USING btree (conversation_id);
CREATE INDEX intake_conflictcheck_decided_by_id_759c4da7 ON public.intake_conflictcheck USING btree (decided_by_id);
CREATE INDEX intake_conflictcheck_matter_id_c6906a59 ON public.intake_conflictcheck USING btree (matter_id);
CREATE INDEX intake_conflictcheck_organisation_id_a24ce658 ON public.intake_conflictcheck USING btree (organisation_id);
CREATE INDEX intake_conflictcheck_waiver_by_id_92b0f08e ON public.intake_conflictcheck USING btree (waiver_by_id);
CREATE INDEX intake_conflicthit_matter_party_id_19939ac1 ON public.intake_conflicthit USING btree (matter_party_id);
CREATE INDEX intake_conflicthit_organisation_id_cbd09860 ON public.intake_conflicthit USING btree (organisation_id);
CREATE INDEX intake_conflicthit_party_id_526a472b ON public.intake_conflicthit USING btree (party_id);
CREATE INDEX intake_conflicthit_run_id_1bc4e22f ON public.intake_conflicthit USING btree (run_id);
CREATE INDEX intake_conflictrun_by_id_4df5ede6 ON public.intake_conflictrun USING btree (by_id);
CREATE INDEX intake_conflictrun_check_of_id_24600eae ON public.intake_conflictrun USING btree (check_of_id);
CREATE INDEX intake_conflictrun_organisation_id_34d0e49c ON public.intake_conflictrun USING btree (organisation_id);
CREATE INDEX intake_consent_check_of_id_ad334d2b ON public.intake_consent USING btree (check_of_id);
CREATE INDEX intake_consent_organisation_id_4a8b8184 ON public.intake_consent USING btree (organisation_id);
CREATE INDEX intake_consent_party_id_891a7098 ON public.intake_consent USING btree (party_id);
CREATE INDEX intake_consent_recorded_by_id_22d2f132 ON public.intake_consent USING btree (recorded_by_id);
CREATE INDEX intake_ethicalwall_lifted_by_id_b432ffc5 ON public.intake_ethicalwall USING btree (lifted_by_id);
CREATE INDEX intake_ethicalwall_made_by_id_0100e4f4 ON public.intake_ethicalwall USING btree (made_by_id);
CREATE INDEX intake_ethicalwall_matter_id_e63d8f1c ON public.intake_ethicalwall USING btree (matter_id);
CREATE INDEX intake_ethicalwall_organisation_id_bcf26102 ON public.intake_ethicalwall USING btree (organisation_id);
CREATE INDEX intake_form_line_id_66d28f23 ON public.intake_form USING btree (line_id);
CREATE INDEX intake_form_organisation_id_b0b39333 ON public.intake_form USING btree (organisation_id);
CREATE INDEX intake_form_slug_4c6b056d ON public.intake_form USING btree (slug);
CREATE INDEX intake_form_slug_4c6b056d_like ON public.intake_form USING btree (slug varchar_pattern_ops);
CREATE INDEX intake_formversion_form_id_f2e22545 ON public.intake_formversion USING btree (form_id);
CREATE INDEX intake_formversion_organisation_id_48afee30 ON public.intake_formversion USING btree (organisation_id);
CREATE INDEX intake_formversion_published_by_id_85419532 ON public.intake_formversion USING btree (published_by_id);
CREATE INDEX intake_glassbreak_contact_id_c6b25be5 ON public.intake_glassbreak USING btree (contact_id);
CREATE INDEX intake_glassbreak_member_id_9b55427b ON public.intake_glassbreak USING btree (member_id);
CREATE INDEX intake_glassbreak_organisation_id_505110b6 ON public.intake_glassbreak USING btree (organisation_id);
CREATE INDEX intake_healthitem_confirmed_by_id_3162ecf6 ON public.intake_healthitem USING btree (confirmed_by_id);
CREATE INDEX intake_healthitem_contact_id_5b0aa877 ON public.intake_healthitem USING btree (contact_id);
CREATE INDEX intake_healthitem_ended_by_id_65314ade ON public.intake_healthitem USING btree (ended_by_id);
CREATE INDEX intake_healthitem_organisation_id_ce962c93 ON public.intake_healthitem USING btree (organisation_id);
CREATE INDEX intake_healthitem_recorded_by_id_7ae8a8bb ON public.intake_healthitem USING btree (recorded_by_id);
CREATE INDEX intake_healthitem_submission_id_ab623792 ON public.intake_healthitem USING btree (submission_id);
CREATE INDEX intake_hitdecision_by_id_f797795b ON public.intake_hitdecision USING btree (by_id);
CREATE INDEX intake_hitdecision_hit_id_17fc4509 ON public.intake_hitdecision USING btree (hit_id);
CREATE INDEX intake_hitdecision_organisation_id_6187f692 ON public.intake_hitdecision USING btree (organisation_id);
CREATE INDEX intake_inquiry_conversation_id_ea85f1ae ON public.intake_inquiry USING btree (conversation_id);
CREATE INDEX intake_inquiry_line_id_39ebc396 ON public.intake_inquiry USING btree (line_id);
CREATE INDEX intake_inquiry_organisation_id_b76685c6 ON public.intake_inquiry USING btree (organisation_id);
CREATE INDEX intake_inquiry_playbook_id_080ecf75 ON public.intake_inquiry USING btree (playbook_id);
CREATE INDEX intake_inquiry_recorded_by_id_c2787ca4 ON public.intake_inquiry USING btree (recorded_by_id);
CREATE INDEX intake_job_appointment_id_3ff67599 ON public.intake_job USING btree (appointment_id);
CREATE INDEX intake_job_contact_id_bd1d2764 ON public.intake_job USING btree (contact_id);
CREATE INDEX intake_job_conversation_id_45fa8e2f ON public.intake_job USING btree (conversation_id);
CREATE INDEX intake_job_organisation_id_ee14e804 ON public.intake_job USING btree (organisation_id);
CREATE INDEX intake_job_site_id_93f4d76f ON public.intake_job USING btree (site_id);
CREATE INDEX intake_job_type_id_acdf25a3 ON public.intake_job USING btree (type_id);
CREATE INDEX intake_jobevent_by_id_5bfc059b ON public.intake_jobevent USING btree (by_id);
CREATE INDEX intake_jobevent_job_id_eea82c8b ON public.intake_jobevent USING btree (job_id);
CREATE INDEX intake_jobevent_organisation_id_a6567de3 ON public.intake_jobevent USING btree (organisation_id);
CREATE INDEX intake_jobphoto_job_id_3607339b ON public.intake_jobphoto USING btree (job_id);
CREATE INDEX intake_jobphoto_organisation_id_d4cc5ba8 ON public.intake_jobphoto USING btree (organisation_id);
CREATE INDEX intake_jobtype_form_id_9e1f82ba ON public.intake_jobtype USING btree (form_id);
CREATE INDEX intake_jobtype_organisation_id_c1d2ccf2 ON public.intake_jobtype USING btree (organisation_id);
CREATE INDEX intake_jobtype_service_id_0ebc56ad ON public.intake_jobtype USING btree (service_id);
CREATE INDEX intake_listedparty_listed_id_c1be1ba1 ON public.intake_listedparty USING btree (listed_id);
CREATE INDEX intake_listedparty_organisation_id_ea2a7f3b ON public.intake_listedparty USING btree (organisation_id);
CREATE INDEX intake_listedparty_party_id_94ec63f1 ON public.intake_listedparty USING btree (party_id);
CREATE INDEX intake_matter_conversation_id_4c732a25 ON public.intake_matter USING btree (conversation_id);
CREATE INDEX intake_matter_organisation_id_2ec26e17 ON public.intake_matter USING btree (organisation_id);
CREATE INDEX intake_matter_responsible_id_3b6239f5 ON public.intake_matter USING btree (responsible_id);
CREATE INDEX intake_matterparty_matter_id_de387f10 ON public.intake_matterparty USING btree (matter_id);
CREATE INDEX intake_matterparty_organisation_id_8e595aeb ON public.intake_matterparty USING btree (organisation_id);
CREATE INDEX intake_matterparty_party_id_71e76d30 ON public.intake_matterparty USING btree (party_id);
CREATE INDEX intake_optionset_organisation_id_cf48ea27 ON public.intake_optionset USING btree (organisation_id);
CREATE INDEX intake_optionset_slug_63571f2b ON public.intake_optionset USING btree (slug);
CREATE INDEX intake_optionset_slug_63571f2b_like ON public.intake_optionset USING btree (slug varchar_pattern_ops);
CREATE INDEX intake_party_contact_id_3da1c929 ON public.intake_party USING btree (contact_id);
CREATE INDEX intake_party_organisation_id_8417ea11 ON public.intake_party USING btree (organisation_id);
CREATE INDEX intake_partyidentifier_organisation_id_92b6dff3 ON public.intake_partyidentifier USING btree (organisation_id);
CREATE INDEX intake_partyidentifier_party_id_16c32dbc ON public.intake_partyidentifier USING btree (party_id);
CREATE INDEX intake_partyname_organisation_id_7685159c ON public.intake_partyname USING btree (organisation_id);
CREATE INDEX intake_partyname_party_id_4af449f4 ON public.intake_partyname USING btree (party_id);
CREATE INDEX intake_partyrelation_organisation_id_0b17f068 ON public.intake_partyrelation USING btree (organisation_id);
CREATE INDEX intake_partyrelation_source_party_id_61427d17 ON public.intake_partyrelation USING btree (source_party_id);
CREATE INDEX intake_partyrelation_target_party_id_0e8a48f7 ON public.intake_partyrelation USING btree (target_party_id);
CREATE INDEX intake_patientaccess_contact_id_38bda072 ON public.intake_patientaccess USING btree (contact_id);
CREATE INDEX intake_patientaccess_member_id_b8bab965 ON public.intake_patientaccess USING btree (member_id);
CREATE INDEX intake_patientaccess_organisation_id_703c24ff ON public.intake_patientaccess USING btree (organisation_id);
CREATE INDEX intake_patientrecord_contact_id_7ef44048 ON public.intake_patientrecord USING btree (contact_id);
CREATE INDEX intake_patientrecord_organisation_id_71c6406d ON public.intake_patientrecord USING btree (organisation_id);
CREATE INDEX intake_playbook_form_id_1cb6f67e ON public.intake_playbook USING btree (form_id);
CREATE INDEX intake_playbook_line_id_8383a434 ON public.intake_playbook USING btree (line_id);
CREATE INDEX intake_playbook_organisation_id_97ff7941 ON public.intake_playbook USING btree (organisation_id);
CREATE INDEX intake_playbook_service_id_cf483c7b ON public.intake_playbook USING btree (service_id);
CREATE INDEX intake_redflagalert_acknowledged_by_id_035917d1 ON public.intake_redflagalert USING btree (acknowledged_by_id);
CREATE INDEX intake_redflagalert_contact_id_b839ca0f ON public.intake_redflagalert USING btree (contact_id);
CREATE INDEX intake_redflagalert_conversation_id_b13ca7af ON public.intake_redflagalert USING btree (conversation_id);
CREATE INDEX intake_redflagalert_organisation_id_3d1b1bdb ON public.intake_redflagalert USING btree (organisation_id);
CREATE INDEX intake_redflagalert_settled_by_id_e9749bc9 ON public.intake_redflagalert USING btree (settled_by_id);
CREATE INDEX intake_redflagalert_submission_id_2ca5d930 ON public.intake_redflagalert USING btree (submission_id);
CREATE INDEX intake_redflaglist_organisation_id_4d35060c ON public.intake_redflaglist USING btree (organisation_id);
CREATE INDEX intake_redflaglist_signed_by_id_d0fdb524 ON public.intake_redflaglist USING btree (signed_by_id);
CREATE INDEX intake_resumecode_organisation_id_c679760a ON public.intake_resumecode USING btree (organisation_id);
CREATE INDEX intake_resumecode_submission_id_41a287f9 ON public.intake_resumecode USING btree (submission_id);
CREATE INDEX intake_serviceform_form_id_174a5037 ON public.intake_serviceform USING btree (form_id);
CREATE INDEX intake_serviceform_organisation_id_fcd7f358 ON public.intake_serviceform USING btree (organisation_id);
CREATE INDEX intake_serviceform_service_id_c48213ee ON public.intake_serviceform USING btree (service_id);
CREATE INDEX intake_servicesite_organisation_id_15959dc4 ON public.intake_servicesite USING btree (organisation_id);
CREATE INDEX intake_signature_organisation_id_cf27304b ON public.intake_signature USING btree (organisation_id);
CREATE INDEX intake_signature_submission_id_4d88da19 ON public.intake_signature USING btree (submission_id);
CREATE INDEX intake_siteperson_contact_id_ca72b4e2 ON public.intake_siteperson USING btree (contact_id);
CREATE INDEX intake_siteperson_organisation_id_c1cfb2ad ON public.intake_siteperson USING btree (organisation_id);
CREATE INDEX intake_siteperson_site_id_21c8fd63 ON public.intake_siteperson USING btree (site_id);
CREATE INDEX intake_submission_begun_by_id_e538af12 ON public.intake_submission USING btree (begun_by_id);
CREATE INDEX intake_submission_contact_id_836e51cb ON public.intake_submission USING btree (contact_id);
CREATE INDEX intake_submission_conversation_id_2ce42053 ON public.intake_submission USING btree (conversation_id);
CREATE INDEX intake_submission_form_version_id_fb5c2baf ON public.intake_submission USING btree (form_version_id);
CREATE INDEX intake_submission_hold_id_652e1c83 ON public.intake_submission USING btree (hold_id);
CREATE INDEX intake_submission_organisation_id_2f348e49 ON public.intake_submission USING btree (organisation_id);
CREATE INDEX intake_upload_organisation_id_a7778da3 ON public.intake_upload USING btree (organisation_id);
CREATE INDEX intake_upload_submission_id_60968eb8 ON public.intake_upload USING btree (submission_id);
CREATE INDEX intake_urgencyscript_organisation_id_e683c2cd ON public.intake_urgencyscript USING btree (organisation_id);
CREATE INDEX intake_wallmember_member_id_c4879533 ON public.intake_wallmember USING btree (member_id);
CREATE INDEX intake_wallmember_organisation_id_e0427b2e ON public.intake_wallmember USING btree (organisation_id);
CREATE INDEX intake_wallmember_wall_id_8e995f70 ON public.intake_wallmember USING btree (wall_id);
CREATE UNIQUE INDEX invitation_one_open ON public.accounts_invitation USING btree (organisation_id, lower((email)::text)) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
CREATE INDEX job_event_of ON public.intake_jobevent USING btree (organisation_id, job_id, at);
CREATE INDEX job_newest ON public.intake_job USING btree (organisation_id, state, opened_at DESC);
CREATE UNIQUE INDEX job_of_appointment ON public.intake_job USING btree (organisation_id, appointment_id) WHERE (appointment_id IS NOT NULL);
CREATE INDEX job_of_contact ON public.intake_job USING btree (organisation_id, contact_id, opened_at DESC);
CREATE INDEX job_of_questions ON public.intake_job USING btree (organisation_id, questions_id) WHERE (questions_id IS NOT NULL);
CREATE INDEX job_of_site ON public.intake_job USING btree (organisation_id, site_id, opened_at DESC);
CREATE INDEX job_of_submission ON public.intake_job USING btree (organisation_id, submission_id) WHERE (submission_id IS NOT NULL);
CREATE UNIQUE INDEX job_photo_of_upload ON public.intake_jobphoto USING btree (organisation_id, job_id, upload_id) WHERE (upload_id IS NOT NULL);
CREATE INDEX label_latest ON public.conversations_label USING btree (organisation_id, tag, status, latest_at DESC, conversation_id DESC);
CREATE INDEX label_waiting ON public.conversations_label USING btree (organisation_id, tag, waiting_since, conversation_id) WHERE ((NOT is_owned) AND ((status)::text = 'OPEN'::text));
CREATE UNIQUE INDEX ladder_name_once ON public.routing_ladder USING btree (organisation_id, lower((name)::text));
CREATE INDEX leg_call ON public.conversations_leg USING btree (organisation_id, call_id, started_at);
CREATE UNIQUE INDEX leg_carrier_once ON public.conversations_leg USING btree (organisation_id, carrier_leg_id) WHERE (NOT ((carrier_leg_id)::text = ''::text));
CREATE INDEX leg_member ON public.conversations_leg USING btree (organisation_id, member_id, started_at DESC);
CREATE UNIQUE INDEX leg_placed_once ON public.conversations_callcommand USING btree (organisation_id, leg_id) WHERE ((verb)::text = 'PLACE'::text);
CREATE INDEX leg_ringing ON public.conversations_leg USING btree (organisation_id, offer_expires_at) WHERE ((offer)::text = 'RINGING'::text);
CREATE UNIQUE INDEX location_name ON public.accounts_location USING btree (organisation_id, lower((name)::text));
CREATE UNIQUE INDEX location_one_default ON public.accounts_location USING btree (organisation_id) WHERE is_default;
CREATE INDEX matter_newest ON public.intake_matter USING btree (organisation_id, status, created_at DESC);
CREATE INDEX matter_of_form ON public.intake_matter USING btree (organisation_id, from_submission_id) WHERE (from_submission_id IS NOT NULL);
CREATE INDEX mention_unread ON public.conversations_mention USING btree (organisation_id, member_id) WHERE (read_at IS NULL);
CREATE UNIQUE INDEX merge_absorbed_once ON public.contacts_contactmerge USING btree (organisation_id, absorbed_id) WHERE (undone_at IS NULL);
CREATE INDEX merge_of_contact ON public.contacts_contactmerge USING btree (organisation_id, kept_id, merged_at DESC);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX offer_item ON public.routing_workoffer USING btree (organisation_id, item_id, offered_at);
CREATE UNIQUE INDEX offer_item_once ON public.routing_workoffer USING btree (organisation_id, item_id) WHERE ((result)::text = 'OPEN'::text);
CREATE UNIQUE INDEX offer_member_once ON public.routing_workoffer USING btree (organisation_id, member_id) WHERE ((result)::text = 'OPEN'::text);
CREATE INDEX offer_open ON public.routing_workoffer USING btree (organisation_id, expires_at) WHERE ((result)::text = 'OPEN'::text);
CREATE INDEX outbound_unsettled ON public.carrier_outboundrequest USING btree (organisation_id, requested_at) WHERE ((state)::text = ANY ((ARRAY['SENDING'::character varying, 'UNKNOWN'::character varying])::text[]));
CREATE INDEX override_rota ON public.routing_rotaoverride USING btree (organisation_id, rota_id, ends_at);
CREATE INDEX party_by_identifier ON public.intake_partyidentifier USING btree (organisation_id, kind, value_norm);
CREATE INDEX party_changed ON public.intake_party USING btree (organisation_id, updated_at DESC, id);
CREATE INDEX party_name_engine ON public.intake_partyname USING btree (organisation_id, engine);
CREATE INDEX party_name_keys ON public.intake_partyname USING gin (organisation_id, keys) WITH (fastupdate=off);
CREATE INDEX party_name_near ON public.intake_partyname USING gin (organisation_id, norm public.gin_trgm_ops);
CREATE INDEX party_relation_back ON public.intake_partyrelation USING btree (organisation_id, target_party_id);
CREATE INDEX patient_access_newest ON public.intake_patientaccess USING btree (organisation_id, at DESC);
CREATE UNIQUE INDEX pool_name_once ON public.scheduling_pool USING btree (organisation_id, lower((name)::text));
CREATE INDEX presence_wrapping ON public.routing_presence USING btree (organisation_id, wraps_until) WHERE ((engagement)::text = 'WRAPPING'::text);
CREATE UNIQUE INDEX queue_name_once ON public.routing_queue USING btree (organisation_id, lower((name)::text));
CREATE INDEX receptionist_brainversion_activated_by_id_5d57a22a ON public.receptionist_brainversion USING btree (activated_by_id);
CREATE INDEX receptionist_brainversion_made_by_id_7668a170 ON public.receptionist_brainversion USING btree (made_by_id);
CREATE INDEX receptionist_brainversion_organisation_id_3ef4ae13 ON public.receptionist_brainversion USING btree (organisation_id);
CREATE INDEX receptionist_dialogue_conversation_id_fb50351b ON public.receptionist_dialogue USING btree (conversation_id);
CREATE INDEX receptionist_dialogue_organisation_id_2838f35d ON public.receptionist_dialogue USING btree (organisation_id);
CREATE INDEX receptionist_digestreader_member_id_6164a2f8 ON public.receptionist_digestreader USING btree (member_id);
CREATE INDEX receptionist_digestreader_organisation_id_e4198c42 ON public.receptionist_digestreader USING btree (organisation_id);
CREATE INDEX receptionist_faqentry_organisation_id_ff41501e ON public.receptionist_faqentry USING btree (organisation_id);
CREATE INDEX receptionist_handoff_conversation_id_cb90e74d ON public.receptionist_handoff USING btree (conversation_id);
CREATE INDEX receptionist_handoff_dialogue_id_5f124c5f ON public.receptionist_handoff USING btree (dialogue_id);
CREATE INDEX receptionist_handoff_organisation_id_1ea92533 ON public.receptionist_handoff USING btree (organisation_id);
CREATE INDEX receptionist_handoff_taken_by_id_fb7fd536 ON public.receptionist_handoff USING btree (taken_by_id);
CREATE INDEX receptionist_ownphrase_added_by_id_57d73408 ON public.receptionist_ownphrase USING btree (added_by_id);
CREATE INDEX receptionist_ownphrase_organisation_id_d4b21cc2 ON public.receptionist_ownphrase USING btree (organisation_id);
CREATE INDEX receptionist_ownphrase_review_id_ff5641d8 ON public.receptionist_ownphrase USING btree (review_id);
CREATE INDEX receptionist_receptionistsettings_organisation_id_29158fd7 ON public.receptionist_receptionistsettings USING btree (organisation_id);
CREATE INDEX receptionist_receptionistsettings_owner_id_d2a4c455 ON public.receptionist_receptionistsettings USING btree (owner_id);
CREATE INDEX receptionist_review_conversation_id_ed84467f ON public.receptionist_review USING btree (conversation_id);
CREATE INDEX receptionist_review_decided_by_id_4cc5e994 ON public.receptionist_review USING btree (decided_by_id);
CREATE INDEX receptionist_review_organisation_id_0b21f9fb ON public.receptionist_review USING btree (organisation_id);
CREATE INDEX receptionist_review_turn_id_8bfa2771 ON public.receptionist_review USING btree (turn_id);
CREATE INDEX receptionist_turn_conversation_id_995cd195 ON public.receptionist_turn USING btree (conversation_id);
CREATE INDEX receptionist_turn_dialogue_id_f957c5af ON public.receptionist_turn USING btree (dialogue_id);
CREATE INDEX receptionist_turn_organisation_id_cc16300f ON public.receptionist_turn USING btree (organisation_id);
CREATE INDEX reconcile_newest ON public.carrier_reconcilerun USING btree (organisation_id, until DESC);
CREATE INDEX recording_awaited ON public.conversations_recording USING btree (organisation_id, expected_at) WHERE ((state)::text = ANY ((ARRAY['RECORDING'::character varying, 'PAUSED'::character varying, 'AWAITED'::character varying])::text[]));
CREATE INDEX recording_call ON public.conversations_recording USING btree (organisation_id, call_id, created_at);
CREATE INDEX recording_expiring ON public.conversations_recording USING btree (organisation_id, expires_on) WHERE ((state)::text = ANY ((ARRAY['STORED'::character varying, 'TRANSCRIBED'::character varying])::text[]));
CREATE UNIQUE INDEX recording_once ON public.conversations_recording USING btree (organisation_id, carrier_recording_id) WHERE (NOT ((carrier_recording_id)::text = ''::text));
CREATE INDEX red_flag_newest ON public.intake_redflagalert USING btree (organisation_id, raised_at DESC, id DESC);
CREATE INDEX red_flag_unsettled ON public.intake_redflagalert USING btree (organisation_id, conversation_id) WHERE (settled_at IS NULL);
CREATE INDEX refused_newest ON public.carrier_refuseddelivery USING btree (organisation_id, account_id, received_at DESC);
CREATE INDEX reminder_due ON public.scheduling_reminder USING btree (organisation_id, due_at) WHERE ((state)::text = 'DUE'::text);
CREATE INDEX replay_newest ON public.routing_replay USING btree (organisation_id, flow_id, asked_at DESC);
CREATE UNIQUE INDEX replay_one_under_way ON public.routing_replay USING btree (organisation_id, flow_id) WHERE ((state)::text = ANY ((ARRAY['WAITING'::character varying, 'RUNNING'::character varying])::text[]));
CREATE INDEX replay_under_way ON public.routing_replay USING btree (organisation_id, beat_at) WHERE ((state)::text = ANY ((ARRAY['WAITING'::character varying, 'RUNNING'::character varying])::text[]));
CREATE UNIQUE INDEX resource_member_once ON public.scheduling_resource USING btree (organisation_id, member_id) WHERE (member_id IS NOT NULL);
CREATE UNIQUE INDEX resource_name_once ON public.scheduling_resource USING btree (organisation_id, kind, lower((name)::text));
CREATE INDEX resume_code_asked ON public.intake_resumecode USING btree (organisation_id, submission_id, asked_at DESC);
CREATE INDEX review_decided ON public.receptionist_review USING btree (organisation_id, decided_at DESC) WHERE (decided_at IS NOT NULL);
CREATE INDEX review_open ON public.receptionist_review USING btree (organisation_id, happened_at DESC) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX rota_name_once ON public.routing_rota USING btree (organisation_id, lower((name)::text));
CREATE INDEX routing_callrun_call_id_a31dd4a7 ON public.routing_callrun USING btree (call_id);
CREATE INDEX routing_callrun_organisation_id_c6ba4097 ON public.routing_callrun USING btree (organisation_id);
CREATE INDEX routing_draftcall_asked_by_id_1e60793f ON public.routing_draftcall USING btree (asked_by_id);
CREATE INDEX routing_draftcall_flow_id_cf46ce25 ON public.routing_draftcall USING btree (flow_id);
CREATE INDEX routing_draftcall_line_id_074bab49 ON public.routing_draftcall USING btree (line_id);
CREATE INDEX routing_draftcall_organisation_id_6488ca39 ON public.routing_draftcall USING btree (organisation_id);
CREATE INDEX routing_flow_organisation_id_440dd27e ON public.routing_flow USING btree (organisation_id);
CREATE INDEX routing_flowstep_by_id_705e5e3b ON public.routing_flowstep USING btree (by_id);
CREATE INDEX routing_flowstep_organisation_id_c75dbbf9 ON public.routing_flowstep USING btree (organisation_id);
CREATE INDEX routing_flowstep_version_id_a856e9a2 ON public.routing_flowstep USING btree (version_id);
CREATE INDEX routing_flowversion_based_on_id_3e7f4a82 ON public.routing_flowversion USING btree (based_on_id);
CREATE INDEX routing_flowversion_edited_by_id_01151f93 ON public.routing_flowversion USING btree (edited_by_id);
CREATE INDEX routing_flowversion_flow_id_bdcabd36 ON public.routing_flowversion USING btree (flow_id);
CREATE INDEX routing_flowversion_organisation_id_0e99e977 ON public.routing_flowversion USING btree (organisation_id);
CREATE INDEX routing_flowversion_published_by_id_ffcd67fa ON public.routing_flowversion USING btree (published_by_id);
CREATE INDEX routing_ladder_organisation_id_0a447ab4 ON public.routing_ladder USING btree (organisation_id);
CREATE INDEX routing_ladderclimb_call_id_a3f2b61b ON public.routing_ladderclimb USING btree (call_id);
CREATE INDEX routing_ladderclimb_ladder_id_b36ffbea ON public.routing_ladderclimb USING btree (ladder_id);
CREATE INDEX routing_ladderclimb_leg_id_4c4cd918 ON public.routing_ladderclimb USING btree (leg_id);
CREATE INDEX routing_ladderclimb_organisation_id_2b5ff20d ON public.routing_ladderclimb USING btree (organisation_id);
CREATE INDEX routing_ladderclimb_taken_by_id_db6f388f ON public.routing_ladderclimb USING btree (taken_by_id);
CREATE INDEX routing_ladderdrill_ladder_id_5f9a6596 ON public.routing_ladderdrill USING btree (ladder_id);
CREATE INDEX routing_ladderdrill_organisation_id_d3a5c6d0 ON public.routing_ladderdrill USING btree (organisation_id);
CREATE INDEX routing_ladderdrill_taken_by_id_0386f057 ON public.routing_ladderdrill USING btree (taken_by_id);
CREATE INDEX routing_ladderdrill_task_id_c5827242 ON public.routing_ladderdrill USING btree (task_id);
CREATE INDEX routing_ladderrung_ladder_id_779ccdf3 ON public.routing_ladderrung USING btree (ladder_id);
CREATE INDEX routing_ladderrung_member_id_584ecf6f ON public.routing_ladderrung USING btree (member_id);
CREATE INDEX routing_ladderrung_organisation_id_b7031244 ON public.routing_ladderrung USING btree (organisation_id);
CREATE INDEX routing_ladderrung_rota_id_cd163c70 ON public.routing_ladderrung USING btree (rota_id);
CREATE INDEX routing_linehandling_line_id_afa0b171 ON public.routing_linehandling USING btree (line_id);
CREATE INDEX routing_linehandling_organisation_id_df78524c ON public.routing_linehandling USING btree (organisation_id);
CREATE INDEX routing_membercapacity_member_id_e949b2c7 ON public.routing_membercapacity USING btree (member_id);
CREATE INDEX routing_membercapacity_organisation_id_2358c9af ON public.routing_membercapacity USING btree (organisation_id);
CREATE INDEX routing_memberskill_member_id_cf2f0755 ON public.routing_memberskill USING btree (member_id);
CREATE INDEX routing_memberskill_organisation_id_bb04337a ON public.routing_memberskill USING btree (organisation_id);
CREATE INDEX routing_memberskill_skill_id_98dfbed9 ON public.routing_memberskill USING btree (skill_id);
CREATE INDEX routing_presence_member_id_361082ad ON public.routing_presence USING btree (member_id);
CREATE INDEX routing_presence_organisation_id_31c41b5e ON public.routing_presence USING btree (organisation_id);
CREATE INDEX routing_queue_organisation_id_3de74d59 ON public.routing_queue USING btree (organisation_id);
CREATE INDEX routing_queueseat_member_id_dea054ea ON public.routing_queueseat USING btree (member_id);
CREATE INDEX routing_queueseat_organisation_id_6c063fe5 ON public.routing_queueseat USING btree (organisation_id);
CREATE INDEX routing_queueseat_queue_id_129da4df ON public.routing_queueseat USING btree (queue_id);
CREATE INDEX routing_rehearsalreminder_flow_id_67e0d13e ON public.routing_rehearsalreminder USING btree (flow_id);
CREATE INDEX routing_rehearsalreminder_organisation_id_a0f90ff4 ON public.routing_rehearsalreminder USING btree (organisation_id);
CREATE INDEX routing_rehearsalreminder_task_id_1e21ac30 ON public.routing_rehearsalreminder USING btree (task_id);
CREATE INDEX routing_replay_asked_by_id_42a0f723 ON public.routing_replay USING btree (asked_by_id);
CREATE INDEX routing_replay_flow_id_be69121b ON public.routing_replay USING btree (flow_id);
CREATE INDEX routing_replay_organisation_id_3deee7eb ON public.routing_replay USING btree (organisation_id);
CREATE INDEX routing_replayedcall_call_id_5bc03fed ON public.routing_replayedcall USING btree (call_id);
CREATE INDEX routing_replayedcall_organisation_id_976627b2 ON public.routing_replayedcall USING btree (organisation_id);
CREATE INDEX routing_replayedcall_replay_id_f1b05f3f ON public.routing_replayedcall USING btree (replay_id);
CREATE INDEX routing_ringrotation_member_id_0bd0f6c1 ON public.routing_ringrotation USING btree (member_id);
CREATE INDEX routing_ringrotation_organisation_id_43944fae ON public.routing_ringrotation USING btree (organisation_id);
CREATE INDEX routing_ringturn_handling_id_a09f14c0 ON public.routing_ringturn USING btree (handling_id);
CREATE INDEX routing_ringturn_member_id_ce25cc88 ON public.routing_ringturn USING btree (member_id);
CREATE INDEX routing_ringturn_organisation_id_bb4b6c85 ON public.routing_ringturn USING btree (organisation_id);
CREATE INDEX routing_rota_location_id_0fc8d87f ON public.routing_rota USING btree (location_id);
CREATE INDEX routing_rota_organisation_id_dce60946 ON public.routing_rota USING btree (organisation_id);
CREATE INDEX routing_rotaoverride_covers_id_26f99f6f ON public.routing_rotaoverride USING btree (covers_id);
CREATE INDEX routing_rotaoverride_made_by_id_bfa15b0a ON public.routing_rotaoverride USING btree (made_by_id);
CREATE INDEX routing_rotaoverride_member_id_98102194 ON public.routing_rotaoverride USING btree (member_id);
CREATE INDEX routing_rotaoverride_organisation_id_73a03906 ON public.routing_rotaoverride USING btree (organisation_id);
CREATE INDEX routing_rotaoverride_rota_id_7407ffaf ON public.routing_rotaoverride USING btree (rota_id);
CREATE INDEX routing_rotashift_member_id_435627d4 ON public.routing_rotashift USING btree (member_id);
CREATE INDEX routing_rotashift_organisation_id_8bf5e77e ON public.routing_rotashift USING btree (organisation_id);
CREATE INDEX routing_rotashift_rota_id_1a44e511 ON public.routing_rotashift USING btree (rota_id);
CREATE INDEX routing_skill_organisation_id_5d92d85e ON public.routing_skill USING btree (organisation_id);
CREATE INDEX routing_workitem_call_id_a03fcdf2 ON public.routing_workitem USING btree (call_id);
CREATE INDEX routing_workitem_conversation_id_fa191943 ON public.routing_workitem USING btree (conversation_id);
CREATE INDEX routing_workitem_location_id_af91c6ec ON public.routing_workitem USING btree (location_id);
CREATE INDEX routing_workitem_member_id_a4a8258c ON public.routing_workitem USING btree (member_id);
CREATE INDEX routing_workitem_organisation_id_2ef0156b ON public.routing_workitem USING btree (organisation_id);
CREATE INDEX routing_workitem_parent_id_474cf5a7 ON public.routing_workitem USING btree (parent_id);
CREATE INDEX routing_workitem_queue_id_e5b08bc8 ON public.routing_workitem USING btree (queue_id);
CREATE INDEX routing_workoffer_item_id_5d5040c1 ON public.routing_workoffer USING btree (item_id);
CREATE INDEX routing_workoffer_leg_id_0898af00 ON public.routing_workoffer USING btree (leg_id);
CREATE INDEX routing_workoffer_member_id_b44e7803 ON public.routing_workoffer USING btree (member_id);
CREATE INDEX routing_workoffer_organisation_id_3a258e42 ON public.routing_workoffer USING btree (organisation_id);
CREATE INDEX run_waits ON public.routing_callrun USING btree (organisation_id, waits_until) WHERE (waits_until IS NOT NULL);
CREATE UNIQUE INDEX schedule_name_once ON public.scheduling_schedule USING btree (organisation_id, lower((name)::text));
CREATE INDEX scheduling_appointment_conversation_id_81756898 ON public.scheduling_appointment USING btree (conversation_id);
CREATE INDEX scheduling_appointment_group_session_id_c61dd491 ON public.scheduling_appointment USING btree (group_session_id);
CREATE INDEX scheduling_appointment_organisation_id_488f67b1 ON public.scheduling_appointment USING btree (organisation_id);
CREATE INDEX scheduling_appointment_service_id_cb1c7619 ON public.scheduling_appointment USING btree (service_id);
CREATE INDEX scheduling_appointmentchange_appointment_id_9e083c76 ON public.scheduling_appointmentchange USING btree (appointment_id);
CREATE INDEX scheduling_appointmentchange_organisation_id_e08aade6 ON public.scheduling_appointmentchange USING btree (organisation_id);
CREATE INDEX scheduling_calendarfeed_organisation_id_1f26b73d ON public.scheduling_calendarfeed USING btree (organisation_id);
CREATE INDEX scheduling_calendarfeed_resource_id_4c0d0aa8 ON public.scheduling_calendarfeed USING btree (resource_id);
CREATE INDEX scheduling_claim_appointment_id_55bd9645 ON public.scheduling_claim USING btree (appointment_id);
CREATE INDEX scheduling_claim_block_id_179ffca8 ON public.scheduling_claim USING btree (block_id);
CREATE INDEX scheduling_claim_group_session_id_baa579b4 ON public.scheduling_claim USING btree (group_session_id);
CREATE INDEX scheduling_claim_hold_id_ce707564 ON public.scheduling_claim USING btree (hold_id);
CREATE INDEX scheduling_claim_organisation_id_cca011da ON public.scheduling_claim USING btree (organisation_id);
CREATE INDEX scheduling_dateoverride_organisation_id_04c89866 ON public.scheduling_dateoverride USING btree (organisation_id);
CREATE INDEX scheduling_dateoverride_schedule_id_8bc03296 ON public.scheduling_dateoverride USING btree (schedule_id);
CREATE INDEX scheduling_externalbusy_organisation_id_0e3a94a5 ON public.scheduling_externalbusy USING btree (organisation_id);
CREATE INDEX scheduling_externalcalendar_organisation_id_a5b70bb1 ON public.scheduling_externalcalendar USING btree (organisation_id);
CREATE INDEX scheduling_externalcalendar_resource_id_106c13d2 ON public.scheduling_externalcalendar USING btree (resource_id);
CREATE INDEX scheduling_externalcopy_appointment_id_a82ad1d0 ON public.scheduling_externalcopy USING btree (appointment_id);
CREATE INDEX scheduling_externalcopy_calendar_id_7686f1f9 ON public.scheduling_externalcopy USING btree (calendar_id);
CREATE INDEX scheduling_externalcopy_organisation_id_01762cd1 ON public.scheduling_externalcopy USING btree (organisation_id);
CREATE INDEX scheduling_groupsession_organisation_id_f9bdfcf2 ON public.scheduling_groupsession USING btree (organisation_id);
CREATE INDEX scheduling_groupsession_provider_id_233c7e00 ON public.scheduling_groupsession USING btree (provider_id);
CREATE INDEX scheduling_groupsession_service_id_0b04afa7 ON public.scheduling_groupsession USING btree (service_id);
CREATE INDEX scheduling_hold_appointment_id_dc77b9bd ON public.scheduling_hold USING btree (appointment_id);
CREATE INDEX scheduling_hold_group_session_id_b64c739a ON public.scheduling_hold USING btree (group_session_id);
CREATE INDEX scheduling_hold_organisation_id_47799aae ON public.scheduling_hold USING btree (organisation_id);
CREATE INDEX scheduling_homerules_organisation_id_0179f8d3 ON public.scheduling_homerules USING btree (organisation_id);
CREATE INDEX scheduling_homerules_service_id_5196c1c7 ON public.scheduling_homerules USING btree (service_id);
CREATE INDEX scheduling_homesettings_organisation_id_cad68ee6 ON public.scheduling_homesettings USING btree (organisation_id);
CREATE INDEX scheduling_pool_organisation_id_7ad56138 ON public.scheduling_pool USING btree (organisation_id);
CREATE INDEX scheduling_poolplace_organisation_id_89f6e44a ON public.scheduling_poolplace USING btree (organisation_id);
CREATE INDEX scheduling_poolplace_pool_id_59e4c71e ON public.scheduling_poolplace USING btree (pool_id);
CREATE INDEX scheduling_poolplace_resource_id_baf5d7f5 ON public.scheduling_poolplace USING btree (resource_id);
CREATE INDEX scheduling_postcodeplace_organisation_id_6ac7c999 ON public.scheduling_postcodeplace USING btree (organisation_id);
CREATE INDEX scheduling_reminder_appointment_id_0c5f750b ON public.scheduling_reminder USING btree (appointment_id);
CREATE INDEX scheduling_reminder_organisation_id_c32bda5e ON public.scheduling_reminder USING btree (organisation_id);
CREATE INDEX scheduling_reminder_rule_id_d71d8604 ON public.scheduling_reminder USING btree (rule_id);
CREATE INDEX scheduling_reminderrule_organisation_id_b22f12fa ON public.scheduling_reminderrule USING btree (organisation_id);
CREATE INDEX scheduling_reminderrule_service_id_4408535a ON public.scheduling_reminderrule USING btree (service_id);
CREATE INDEX scheduling_resource_organisation_id_359dc56c ON public.scheduling_resource USING btree (organisation_id);
CREATE INDEX scheduling_resource_schedule_id_e608e5c5 ON public.scheduling_resource USING btree (schedule_id);
CREATE INDEX scheduling_schedule_organisation_id_19b60f89 ON public.scheduling_schedule USING btree (organisation_id);
CREATE INDEX scheduling_service_organisation_id_3d12a5db ON public.scheduling_service USING btree (organisation_id);
CREATE INDEX scheduling_service_slug_817c3aeb ON public.scheduling_service USING btree (slug);
CREATE INDEX scheduling_service_slug_817c3aeb_like ON public.scheduling_service USING btree (slug varchar_pattern_ops);
CREATE INDEX scheduling_servicearea_organisation_id_e452970e ON public.scheduling_servicearea USING btree (organisation_id);
CREATE INDEX scheduling_servicelocation_location_id_35ce8fed ON public.scheduling_servicelocation USING btree (location_id);
CREATE INDEX scheduling_servicelocation_organisation_id_992d009a ON public.scheduling_servicelocation USING btree (organisation_id);
CREATE INDEX scheduling_servicelocation_service_id_d590abed ON public.scheduling_servicelocation USING btree (service_id);
CREATE INDEX scheduling_serviceneed_organisation_id_b3022f9c ON public.scheduling_serviceneed USING btree (organisation_id);
CREATE INDEX scheduling_serviceneed_pool_id_f4317bbb ON public.scheduling_serviceneed USING btree (pool_id);
CREATE INDEX scheduling_serviceneed_service_id_3dae35aa ON public.scheduling_serviceneed USING btree (service_id);
CREATE INDEX scheduling_serviceprovider_organisation_id_4e526f08 ON public.scheduling_serviceprovider USING btree (organisation_id);
CREATE INDEX scheduling_serviceprovider_resource_id_0c1a10c5 ON public.scheduling_serviceprovider USING btree (resource_id);
CREATE INDEX scheduling_serviceprovider_service_id_73019668 ON public.scheduling_serviceprovider USING btree (service_id);
CREATE INDEX scheduling_taplink_code_hash_84f0678f_like ON public.scheduling_taplink USING btree (code_hash varchar_pattern_ops);
CREATE INDEX scheduling_taplink_hold_id_7a4a85c5 ON public.scheduling_taplink USING btree (hold_id);
CREATE INDEX scheduling_taplink_organisation_id_b83e3be2 ON public.scheduling_taplink USING btree (organisation_id);
CREATE INDEX scheduling_timeblock_organisation_id_86a35939 ON public.scheduling_timeblock USING btree (organisation_id);
CREATE INDEX scheduling_timeblock_resource_id_1be02550 ON public.scheduling_timeblock USING btree (resource_id);
CREATE INDEX scheduling_timeoffer_appointment_id_73b84b50 ON public.scheduling_timeoffer USING btree (appointment_id);
CREATE INDEX scheduling_timeoffer_conversation_id_9406df47 ON public.scheduling_timeoffer USING btree (conversation_id);
CREATE INDEX scheduling_timeoffer_organisation_id_e4fbc22d ON public.scheduling_timeoffer USING btree (organisation_id);
CREATE INDEX scheduling_travelzone_organisation_id_a92fa779 ON public.scheduling_travelzone USING btree (organisation_id);
CREATE INDEX scheduling_travelzone_schedule_id_433ef5c6 ON public.scheduling_travelzone USING btree (schedule_id);
CREATE INDEX scheduling_unserved_organisation_id_23eabb34 ON public.scheduling_unserved USING btree (organisation_id);
CREATE INDEX scheduling_unserved_service_id_49bb64ac ON public.scheduling_unserved USING btree (service_id);
CREATE INDEX scheduling_vehiclebase_organisation_id_f265a07f ON public.scheduling_vehiclebase USING btree (organisation_id);
CREATE INDEX scheduling_vehiclebase_resource_id_43b361d4 ON public.scheduling_vehiclebase USING btree (resource_id);
CREATE INDEX scheduling_visitorcode_hold_id_5596ad7f ON public.scheduling_visitorcode USING btree (hold_id);
CREATE INDEX scheduling_visitorcode_organisation_id_cfb5c331 ON public.scheduling_visitorcode USING btree (organisation_id);
CREATE INDEX scheduling_visitplace_appointment_id_7b7ce100 ON public.scheduling_visitplace USING btree (appointment_id);
CREATE INDEX scheduling_visitplace_hold_id_3a44c0d0 ON public.scheduling_visitplace USING btree (hold_id);
CREATE INDEX scheduling_visitplace_organisation_id_0985fc09 ON public.scheduling_visitplace USING btree (organisation_id);
CREATE INDEX scheduling_waitingentry_contact_id_f93eba2f ON public.scheduling_waitingentry USING btree (contact_id);
CREATE INDEX scheduling_waitingentry_organisation_id_7b1bb3eb ON public.scheduling_waitingentry USING btree (organisation_id);
CREATE INDEX scheduling_waitingoffer_entry_id_f4a44e03 ON public.scheduling_waitingoffer USING btree (entry_id);
CREATE INDEX scheduling_waitingoffer_hold_id_08c33d03 ON public.scheduling_waitingoffer USING btree (hold_id);
CREATE INDEX scheduling_waitingoffer_organisation_id_fb28e4a1 ON public.scheduling_waitingoffer USING btree (organisation_id);
CREATE INDEX scheduling_weeklywindow_organisation_id_15274ba2 ON public.scheduling_weeklywindow USING btree (organisation_id);
CREATE INDEX scheduling_weeklywindow_schedule_id_951efcd4 ON public.scheduling_weeklywindow USING btree (schedule_id);
CREATE INDEX seat_member ON public.routing_queueseat USING btree (organisation_id, member_id);
CREATE UNIQUE INDEX service_name_once ON public.scheduling_service USING btree (organisation_id, lower((name)::text));
CREATE INDEX session_open ON public.scheduling_groupsession USING btree (organisation_id, service_id, starts_at) WHERE (ended_at IS NULL);
CREATE INDEX site_newest ON public.intake_servicesite USING btree (organisation_id, updated_at DESC);
CREATE INDEX site_of_contact ON public.intake_siteperson USING btree (organisation_id, contact_id);
CREATE UNIQUE INDEX site_person_once ON public.intake_siteperson USING btree (organisation_id, site_id, contact_id, role) WHERE (until IS NULL);
CREATE UNIQUE INDEX skill_name_once ON public.routing_skill USING btree (organisation_id, lower((name)::text));
CREATE INDEX special_opening_day ON public.accounts_specialopening USING btree (organisation_id, day);
CREATE INDEX stray_mail_newest ON public.carrier_straymail USING btree (received_at DESC);
CREATE INDEX submission_amends ON public.intake_submission USING btree (organisation_id, amends_id) WHERE (amends_id IS NOT NULL);
CREATE INDEX submission_of_contact ON public.intake_submission USING btree (organisation_id, contact_id, saved_at DESC);
CREATE INDEX submission_of_hold ON public.intake_submission USING btree (organisation_id, hold_id);
CREATE INDEX submission_of_thread ON public.intake_submission USING btree (organisation_id, conversation_id, saved_at DESC);
CREATE INDEX suggestion_likeliest ON public.contacts_duplicatesuggestion USING btree (organisation_id, state, probability DESC, id);
CREATE INDEX suggestion_of_second ON public.contacts_duplicatesuggestion USING btree (organisation_id, second_id);
CREATE INDEX task_contact ON public.conversations_task USING btree (organisation_id, contact_id, due_at);
CREATE INDEX task_mine ON public.conversations_task USING btree (organisation_id, owner_id, due_at) WHERE (done_at IS NULL);
CREATE INDEX task_promised ON public.conversations_task USING btree (organisation_id, due_at DESC) WHERE (NOT ((promised_by)::text = ''::text));
CREATE INDEX task_to_warn ON public.conversations_task USING btree (organisation_id, warn_at) WHERE ((done_at IS NULL) AND (warn_at IS NOT NULL));
CREATE UNIQUE INDEX team_name ON public.accounts_team USING btree (organisation_id, lower((name)::text));
CREATE UNIQUE INDEX time_offer_open_once ON public.scheduling_timeoffer USING btree (organisation_id, conversation_id) WHERE (ended_at IS NULL);
CREATE INDEX turn_of_thread ON public.receptionist_turn USING btree (organisation_id, conversation_id, happened_at);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX unserved_days ON public.scheduling_unserved USING btree (organisation_id, asked_on);
CREATE UNIQUE INDEX user_email_lower ON public.accounts_user USING btree (lower((email)::text));
CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);
CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);
CREATE UNIQUE INDEX visit_place_of_appointment ON public.scheduling_visitplace USING btree (organisation_id, appointment_id) WHERE (appointment_id IS NOT NULL);
CREATE UNIQUE INDEX visit_place_of_hold ON public.scheduling_visitplace USING btree (organisation_id, hold_id) WHERE (hold_id IS NOT NULL);
CREATE INDEX visitor_code_asked ON public.scheduling_visitorcode USING btree (organisation_id, value, asked_at DESC);
CREATE INDEX waiting_offer_open ON public.scheduling_waitingoffer USING btree (organisation_id, expires_at) WHERE ((outcome)::text = 'OPEN'::text);
CREATE UNIQUE INDEX waiting_offer_open_once ON public.scheduling_waitingoffer USING btree (organisation_id, entry_id) WHERE ((outcome)::text = 'OPEN'::text);
CREATE INDEX waiting_turn ON public.scheduling_waitingentry USING btree (organisation_id, joined_at) WHERE ((state)::text = ANY ((ARRAY['OFFERED'::character varying, 'WAITING'::character varying])::text[]));
CREATE INDEX work_call ON public.routing_workitem USING btree (organisation_id, call_id);
CREATE UNIQUE INDEX work_call_once ON public.routing_workitem USING btree (organisation_id, call_id) WHERE ((call_id IS NOT NULL) AND (NOT ((state)::text = ANY ((ARRAY['ABANDONED'::character varying, 'CALLBACK_FAILED'::character varying, 'DONE'::character varying, 'FORCED'::character varying, 'LEFT'::character varying, 'OVERFLOWED'::character varying, 'REJOINED'::character varying, 'SHORT_ABANDONED'::character varying, 'TRANSFERRED'::character varying])::text[]))));
CREATE UNIQUE INDEX work_conversation_once ON public.routing_workitem USING btree (organisation_id, conversation_id) WHERE ((NOT ((channel)::text = 'VOICE'::text)) AND (NOT ((state)::text = ANY ((ARRAY['ABANDONED'::character varying, 'CALLBACK_FAILED'::character varying, 'DONE'::character varying, 'FORCED'::character varying, 'LEFT'::character varying, 'OVERFLOWED'::character varying, 'REJOINED'::character varying, 'SHORT_ABANDONED'::character varying, 'TRANSFERRED'::character varying])::text[]))));
CREATE INDEX work_live ON public.routing_workitem USING btree (organisation_id, queued_at) WHERE (NOT ((state)::text = ANY ((ARRAY['ABANDONED'::character varying, 'CALLBACK_FAILED'::character varying, 'DONE'::character varying, 'FORCED'::character varying, 'LEFT'::character varying, 'OVERFLOWED'::character varying, 'REJOINED'::character varying, 'SHORT_ABANDONED'::character varying, 'TRANSFERRED'::character varying])::text[])));
CREATE INDEX work_member ON public.routing_workitem USING btree (organisation_id, member_id, answered_at DESC);
CREATE INDEX work_newest ON public.routing_workitem USING btree (organisation_id, queued_at DESC);
CREATE INDEX work_queue ON public.routing_workitem USING btree (organisation_id, queue_id, queued_at DESC);
CREATE TRIGGER check_moves BEFORE DELETE OR UPDATE ON public.intake_conflictcheck FOR EACH ROW EXECUTE FUNCTION public.intake_check_moves();
CREATE TRIGGER conversation_labels_of_changed AFTER UPDATE ON public.conversations_conversation FOR EACH ROW WHEN ((((old.tags <> '{}'::character varying[]) OR (new.tags <> '{}'::character varying[])) AND (((((old.tags IS DISTINCT FROM new.tags) OR ((old.status)::text IS DISTINCT FROM (new.status)::text)) OR (old.owner_id IS DISTINCT FROM new.owner_id)) OR (old.latest_at IS DISTINCT FROM new.latest_at)) OR (old.waiting_since IS DISTINCT FROM new.waiting_since)))) EXECUTE FUNCTION public.conversation_keep_labels();
CREATE TRIGGER conversation_labels_of_new AFTER INSERT ON public.conversations_conversation FOR EACH ROW WHEN ((new.tags <> '{}'::character varying[])) EXECUTE FUNCTION public.conversation_keep_labels();
CREATE TRIGGER intake_form_published BEFORE DELETE OR UPDATE ON public.intake_formversion FOR EACH ROW WHEN (((old.status)::text <> 'DRAFT'::text)) EXECUTE FUNCTION public.intake_keep_published();
CREATE TRIGGER intake_signature_kept BEFORE UPDATE ON public.intake_signature FOR EACH ROW EXECUTE FUNCTION public.intake_keep_signature();
CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON public.intake_checkevent FOR EACH ROW EXECUTE FUNCTION public.intake_only_grows();
CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON public.intake_conflicthit FOR EACH ROW EXECUTE FUNCTION public.intake_only_grows();
CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON public.intake_conflictrun FOR EACH ROW EXECUTE FUNCTION public.intake_only_grows();
CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON public.intake_consent FOR EACH ROW EXECUTE FUNCTION public.intake_only_grows();
CREATE TRIGGER only_grows BEFORE DELETE OR UPDATE ON public.intake_hitdecision FOR EACH ROW EXECUTE FUNCTION public.intake_only_grows();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_allowedsite
    ADD CONSTRAINT accounts_allowedsite_organisation_id_676a6e4e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_apikey
    ADD CONSTRAINT accounts_apikey_created_by_id_tenant FOREIGN KEY (organisation_id, created_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_apikey
    ADD CONSTRAINT accounts_apikey_organisation_id_6c27dbba_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_closure
    ADD CONSTRAINT accounts_closure_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_closure
    ADD CONSTRAINT accounts_closure_organisation_id_a9de3d6f_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_holidayrule
    ADD CONSTRAINT accounts_holidayrule_organisation_id_9f0aaf0f_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_idempotencyrecord
    ADD CONSTRAINT accounts_idempotency_organisation_id_704809d9_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_idempotencyrecord
    ADD CONSTRAINT accounts_idempotencyrecord_api_key_id_tenant FOREIGN KEY (organisation_id, api_key_id) REFERENCES public.accounts_apikey(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_invited_by_id_tenant FOREIGN KEY (organisation_id, invited_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_organisation_id_b7f9480b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_location
    ADD CONSTRAINT accounts_location_organisation_id_23123490_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT accounts_member_organisation_id_269d0346_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT accounts_member_team_id_tenant FOREIGN KEY (organisation_id, team_id) REFERENCES public.accounts_team(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT accounts_member_user_id_b994c8b6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_openingwindow
    ADD CONSTRAINT accounts_openingwind_organisation_id_759f701d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_openingwindow
    ADD CONSTRAINT accounts_openingwindow_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_specialopening
    ADD CONSTRAINT accounts_specialopen_organisation_id_373166e2_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_specialopening
    ADD CONSTRAINT accounts_specialopening_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_team
    ADD CONSTRAINT accounts_team_organisation_id_6c9deeb6_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_attempt
    ADD CONSTRAINT carrier_attempt_account_id_tenant FOREIGN KEY (organisation_id, account_id) REFERENCES public.carrier_carrieraccount(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_attempt
    ADD CONSTRAINT carrier_attempt_organisation_id_0983ac89_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_callcheck
    ADD CONSTRAINT carrier_callcheck_account_id_9e9fd931_fk_carrier_c FOREIGN KEY (account_id) REFERENCES public.carrier_carrieraccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_callcheck
    ADD CONSTRAINT carrier_callcheck_account_id_tenant FOREIGN KEY (organisation_id, account_id) REFERENCES public.carrier_carrieraccount(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_callcheck
    ADD CONSTRAINT carrier_callcheck_organisation_id_5ecd8440_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_carrieraccount
    ADD CONSTRAINT carrier_carrieraccou_organisation_id_8805fbd8_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_inbounddelivery
    ADD CONSTRAINT carrier_inbounddeliv_organisation_id_32b96a88_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_inbounddelivery
    ADD CONSTRAINT carrier_inbounddelivery_account_id_tenant FOREIGN KEY (organisation_id, account_id) REFERENCES public.carrier_carrieraccount(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_inboundmail
    ADD CONSTRAINT carrier_inboundmail_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_inboundmail
    ADD CONSTRAINT carrier_inboundmail_organisation_id_dbbbb0de_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_mailbox
    ADD CONSTRAINT carrier_mailbox_line_id_02c4facd_fk_conversations_line_id FOREIGN KEY (line_id) REFERENCES public.conversations_line(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_mailbox
    ADD CONSTRAINT carrier_mailbox_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_mailbox
    ADD CONSTRAINT carrier_mailbox_organisation_id_8122e2e1_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_messagepart
    ADD CONSTRAINT carrier_messagepart_account_id_tenant FOREIGN KEY (organisation_id, account_id) REFERENCES public.carrier_carrieraccount(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_messagepart
    ADD CONSTRAINT carrier_messagepart_organisation_id_9be01257_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_outboundrequest
    ADD CONSTRAINT carrier_outboundrequ_organisation_id_136893ff_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_outboundrequest
    ADD CONSTRAINT carrier_outboundrequest_account_id_tenant FOREIGN KEY (organisation_id, account_id) REFERENCES public.carrier_carrieraccount(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_reconcilerun
    ADD CONSTRAINT carrier_reconcilerun_account_id_tenant FOREIGN KEY (organisation_id, account_id) REFERENCES public.carrier_carrieraccount(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_reconcilerun
    ADD CONSTRAINT carrier_reconcilerun_organisation_id_e602adcd_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_refuseddelivery
    ADD CONSTRAINT carrier_refuseddeliv_organisation_id_a5c43c8b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.carrier_refuseddelivery
    ADD CONSTRAINT carrier_refuseddelivery_account_id_tenant FOREIGN KEY (organisation_id, account_id) REFERENCES public.carrier_carrieraccount(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_consentevent
    ADD CONSTRAINT contacts_consenteven_organisation_id_cc10dc4f_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_consentevent
    ADD CONSTRAINT contacts_consentevent_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contact
    ADD CONSTRAINT contacts_contact_organisation_id_d144402a_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contact
    ADD CONSTRAINT contacts_contact_owner_id_tenant FOREIGN KEY (organisation_id, owner_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactaddress
    ADD CONSTRAINT contacts_contactaddr_organisation_id_727adabb_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactaddress
    ADD CONSTRAINT contacts_contactaddress_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactimport
    ADD CONSTRAINT contacts_contactimpo_organisation_id_ecf14f12_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactimport
    ADD CONSTRAINT contacts_contactimport_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactmerge
    ADD CONSTRAINT contacts_contactmerg_organisation_id_ca203c67_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactmerge
    ADD CONSTRAINT contacts_contactmerge_absorbed_id_tenant FOREIGN KEY (organisation_id, absorbed_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactmerge
    ADD CONSTRAINT contacts_contactmerge_kept_id_tenant FOREIGN KEY (organisation_id, kept_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactmerge
    ADD CONSTRAINT contacts_contactmerge_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_contactmerge
    ADD CONSTRAINT contacts_contactmerge_undone_by_id_tenant FOREIGN KEY (organisation_id, undone_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_duplicatesuggestion
    ADD CONSTRAINT contacts_duplicatesu_organisation_id_74b909f2_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_duplicatesuggestion
    ADD CONSTRAINT contacts_duplicatesuggestion_decided_by_id_tenant FOREIGN KEY (organisation_id, decided_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_duplicatesuggestion
    ADD CONSTRAINT contacts_duplicatesuggestion_first_id_tenant FOREIGN KEY (organisation_id, first_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_duplicatesuggestion
    ADD CONSTRAINT contacts_duplicatesuggestion_second_id_tenant FOREIGN KEY (organisation_id, second_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_identitykey
    ADD CONSTRAINT contacts_identitykey_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_identitykey
    ADD CONSTRAINT contacts_identitykey_organisation_id_72bbfbf7_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_identitysweep
    ADD CONSTRAINT contacts_identityswe_organisation_id_9f69f989_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_importpart
    ADD CONSTRAINT contacts_importpart_listed_id_tenant FOREIGN KEY (organisation_id, listed_id) REFERENCES public.contacts_contactimport(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_importpart
    ADD CONSTRAINT contacts_importpart_organisation_id_746cf52a_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_legalhold
    ADD CONSTRAINT contacts_legalhold_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_legalhold
    ADD CONSTRAINT contacts_legalhold_lifted_by_id_tenant FOREIGN KEY (organisation_id, lifted_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_legalhold
    ADD CONSTRAINT contacts_legalhold_organisation_id_1c14f981_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_legalhold
    ADD CONSTRAINT contacts_legalhold_placed_by_id_tenant FOREIGN KEY (organisation_id, placed_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_personaldetails
    ADD CONSTRAINT contacts_personaldet_organisation_id_c8d0b373_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contacts_personaldetails
    ADD CONSTRAINT contacts_personaldetails_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_block
    ADD CONSTRAINT conversations_block_author_id_tenant FOREIGN KEY (organisation_id, author_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_block
    ADD CONSTRAINT conversations_block_organisation_id_ea320408_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT conversations_call_answered_by_id_tenant FOREIGN KEY (organisation_id, answered_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT conversations_call_answered_leg_id_tenant FOREIGN KEY (organisation_id, answered_leg_id) REFERENCES public.conversations_leg(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT conversations_call_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT conversations_call_entry_id_tenant FOREIGN KEY (organisation_id, entry_id) REFERENCES public.conversations_entry(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT conversations_call_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_call
    ADD CONSTRAINT conversations_call_organisation_id_adc39e75_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_callcommand
    ADD CONSTRAINT conversations_callco_organisation_id_55ea2ae0_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_callcommand
    ADD CONSTRAINT conversations_callcommand_call_id_tenant FOREIGN KEY (organisation_id, call_id) REFERENCES public.conversations_call(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_callcommand
    ADD CONSTRAINT conversations_callcommand_leg_id_tenant FOREIGN KEY (organisation_id, leg_id) REFERENCES public.conversations_leg(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_cannedreply
    ADD CONSTRAINT conversations_canned_organisation_id_d657020d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_chatwidget
    ADD CONSTRAINT conversations_chatwi_organisation_id_17ca1e0b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_chatwidget
    ADD CONSTRAINT conversations_chatwidget_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conver_organisation_id_3b15739b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_merged_into_id_tenant FOREIGN KEY (organisation_id, merged_into_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_owner_id_tenant FOREIGN KEY (organisation_id, owner_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_previous_id_tenant FOREIGN KEY (organisation_id, previous_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_conversation
    ADD CONSTRAINT conversations_conversation_resolved_by_id_tenant FOREIGN KEY (organisation_id, resolved_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_draft
    ADD CONSTRAINT conversations_draft_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_draft
    ADD CONSTRAINT conversations_draft_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_draft
    ADD CONSTRAINT conversations_draft_organisation_id_ca6a4737_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_entry
    ADD CONSTRAINT conversations_entry_author_id_tenant FOREIGN KEY (organisation_id, author_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_entry
    ADD CONSTRAINT conversations_entry_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_entry
    ADD CONSTRAINT conversations_entry_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_entry
    ADD CONSTRAINT conversations_entry_organisation_id_b6e578a8_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_label
    ADD CONSTRAINT conversations_label_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_label
    ADD CONSTRAINT conversations_label_organisation_id_5cdfeadd_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_leg
    ADD CONSTRAINT conversations_leg_call_id_tenant FOREIGN KEY (organisation_id, call_id) REFERENCES public.conversations_call(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_leg
    ADD CONSTRAINT conversations_leg_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_leg
    ADD CONSTRAINT conversations_leg_organisation_id_674b3f19_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_line
    ADD CONSTRAINT conversations_line_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_line
    ADD CONSTRAINT conversations_line_organisation_id_3f07168f_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_memberphone
    ADD CONSTRAINT conversations_member_organisation_id_8ff4cbaa_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_memberphone
    ADD CONSTRAINT conversations_memberphone_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_mention
    ADD CONSTRAINT conversations_mentio_organisation_id_15201e75_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_mention
    ADD CONSTRAINT conversations_mention_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_mention
    ADD CONSTRAINT conversations_mention_entry_id_tenant FOREIGN KEY (organisation_id, entry_id) REFERENCES public.conversations_entry(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_mention
    ADD CONSTRAINT conversations_mention_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_numberfact
    ADD CONSTRAINT conversations_number_organisation_id_8fc9e07e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_readmark
    ADD CONSTRAINT conversations_readma_organisation_id_58554763_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_readmark
    ADD CONSTRAINT conversations_readmark_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_readmark
    ADD CONSTRAINT conversations_readmark_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_recordingrule
    ADD CONSTRAINT conversations_record_organisation_id_11600b45_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_recording
    ADD CONSTRAINT conversations_record_organisation_id_f38af4dd_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_recording
    ADD CONSTRAINT conversations_recording_call_id_tenant FOREIGN KEY (organisation_id, call_id) REFERENCES public.conversations_call(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_recording
    ADD CONSTRAINT conversations_recording_leg_id_tenant FOREIGN KEY (organisation_id, leg_id) REFERENCES public.conversations_leg(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_recordingrule
    ADD CONSTRAINT conversations_recordingrule_author_id_tenant FOREIGN KEY (organisation_id, author_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_savedview
    ADD CONSTRAINT conversations_savedv_organisation_id_dc3c4abd_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_savedview
    ADD CONSTRAINT conversations_savedview_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_created_by_id_tenant FOREIGN KEY (organisation_id, created_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_done_by_id_tenant FOREIGN KEY (organisation_id, done_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_entry_id_tenant FOREIGN KEY (organisation_id, entry_id) REFERENCES public.conversations_entry(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_organisation_id_6bc348cc_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_owner_id_tenant FOREIGN KEY (organisation_id, owner_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.conversations_task
    ADD CONSTRAINT conversations_task_team_id_tenant FOREIGN KEY (organisation_id, team_id) REFERENCES public.accounts_team(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_clocked_id_47a69f82_fk_django_ce FOREIGN KEY (clocked_id) REFERENCES public.django_celery_beat_clockedschedule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_crontab_id_d3cba168_fk_django_ce FOREIGN KEY (crontab_id) REFERENCES public.django_celery_beat_crontabschedule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_interval_id_a8ca27da_fk_django_ce FOREIGN KEY (interval_id) REFERENCES public.django_celery_beat_intervalschedule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_solar_id_a87ce72c_fk_django_ce FOREIGN KEY (solar_id) REFERENCES public.django_celery_beat_solarschedule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_answerevent
    ADD CONSTRAINT intake_answerevent_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_answerevent
    ADD CONSTRAINT intake_answerevent_organisation_id_e89c264d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_answerevent
    ADD CONSTRAINT intake_answerevent_submission_id_tenant FOREIGN KEY (organisation_id, submission_id) REFERENCES public.intake_submission(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_answersread
    ADD CONSTRAINT intake_answersread_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_answersread
    ADD CONSTRAINT intake_answersread_organisation_id_d097abfa_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_answersread
    ADD CONSTRAINT intake_answersread_submission_id_tenant FOREIGN KEY (organisation_id, submission_id) REFERENCES public.intake_submission(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_checkevent
    ADD CONSTRAINT intake_checkevent_by_id_tenant FOREIGN KEY (organisation_id, by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_checkevent
    ADD CONSTRAINT intake_checkevent_check_of_id_tenant FOREIGN KEY (organisation_id, check_of_id) REFERENCES public.intake_conflictcheck(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_checkevent
    ADD CONSTRAINT intake_checkevent_organisation_id_3847c7ba_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT intake_conflictcheck_asked_by_id_tenant FOREIGN KEY (organisation_id, asked_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT intake_conflictcheck_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT intake_conflictcheck_decided_by_id_tenant FOREIGN KEY (organisation_id, decided_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT intake_conflictcheck_matter_id_tenant FOREIGN KEY (organisation_id, matter_id) REFERENCES public.intake_matter(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT intake_conflictcheck_organisation_id_a24ce658_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictcheck
    ADD CONSTRAINT intake_conflictcheck_waiver_by_id_tenant FOREIGN KEY (organisation_id, waiver_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflicthit
    ADD CONSTRAINT intake_conflicthit_matter_party_id_tenant FOREIGN KEY (organisation_id, matter_party_id) REFERENCES public.intake_matterparty(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflicthit
    ADD CONSTRAINT intake_conflicthit_organisation_id_cbd09860_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflicthit
    ADD CONSTRAINT intake_conflicthit_party_id_tenant FOREIGN KEY (organisation_id, party_id) REFERENCES public.intake_party(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflicthit
    ADD CONSTRAINT intake_conflicthit_run_id_tenant FOREIGN KEY (organisation_id, run_id) REFERENCES public.intake_conflictrun(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictrun
    ADD CONSTRAINT intake_conflictrun_by_id_tenant FOREIGN KEY (organisation_id, by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictrun
    ADD CONSTRAINT intake_conflictrun_check_of_id_tenant FOREIGN KEY (organisation_id, check_of_id) REFERENCES public.intake_conflictcheck(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_conflictrun
    ADD CONSTRAINT intake_conflictrun_organisation_id_34d0e49c_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_consent
    ADD CONSTRAINT intake_consent_check_of_id_tenant FOREIGN KEY (organisation_id, check_of_id) REFERENCES public.intake_conflictcheck(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_consent
    ADD CONSTRAINT intake_consent_organisation_id_4a8b8184_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_consent
    ADD CONSTRAINT intake_consent_party_id_tenant FOREIGN KEY (organisation_id, party_id) REFERENCES public.intake_party(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_consent
    ADD CONSTRAINT intake_consent_recorded_by_id_tenant FOREIGN KEY (organisation_id, recorded_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_ethicalwall
    ADD CONSTRAINT intake_ethicalwall_lifted_by_id_tenant FOREIGN KEY (organisation_id, lifted_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_ethicalwall
    ADD CONSTRAINT intake_ethicalwall_made_by_id_tenant FOREIGN KEY (organisation_id, made_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_ethicalwall
    ADD CONSTRAINT intake_ethicalwall_matter_id_tenant FOREIGN KEY (organisation_id, matter_id) REFERENCES public.intake_matter(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_ethicalwall
    ADD CONSTRAINT intake_ethicalwall_organisation_id_bcf26102_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_form
    ADD CONSTRAINT intake_form_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_form
    ADD CONSTRAINT intake_form_organisation_id_b0b39333_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_formversion
    ADD CONSTRAINT intake_formversion_form_id_tenant FOREIGN KEY (organisation_id, form_id) REFERENCES public.intake_form(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_formversion
    ADD CONSTRAINT intake_formversion_organisation_id_48afee30_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_formversion
    ADD CONSTRAINT intake_formversion_published_by_id_tenant FOREIGN KEY (organisation_id, published_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_glassbreak
    ADD CONSTRAINT intake_glassbreak_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_glassbreak
    ADD CONSTRAINT intake_glassbreak_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_glassbreak
    ADD CONSTRAINT intake_glassbreak_organisation_id_505110b6_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_healthitem
    ADD CONSTRAINT intake_healthitem_confirmed_by_id_tenant FOREIGN KEY (organisation_id, confirmed_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_healthitem
    ADD CONSTRAINT intake_healthitem_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_healthitem
    ADD CONSTRAINT intake_healthitem_ended_by_id_tenant FOREIGN KEY (organisation_id, ended_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_healthitem
    ADD CONSTRAINT intake_healthitem_organisation_id_ce962c93_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_healthitem
    ADD CONSTRAINT intake_healthitem_recorded_by_id_tenant FOREIGN KEY (organisation_id, recorded_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_healthitem
    ADD CONSTRAINT intake_healthitem_submission_id_tenant FOREIGN KEY (organisation_id, submission_id) REFERENCES public.intake_submission(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_hitdecision
    ADD CONSTRAINT intake_hitdecision_by_id_tenant FOREIGN KEY (organisation_id, by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_hitdecision
    ADD CONSTRAINT intake_hitdecision_hit_id_tenant FOREIGN KEY (organisation_id, hit_id) REFERENCES public.intake_conflicthit(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_hitdecision
    ADD CONSTRAINT intake_hitdecision_organisation_id_6187f692_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_inquiry
    ADD CONSTRAINT intake_inquiry_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_inquiry
    ADD CONSTRAINT intake_inquiry_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_inquiry
    ADD CONSTRAINT intake_inquiry_organisation_id_b76685c6_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_inquiry
    ADD CONSTRAINT intake_inquiry_playbook_id_tenant FOREIGN KEY (organisation_id, playbook_id) REFERENCES public.intake_playbook(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_inquiry
    ADD CONSTRAINT intake_inquiry_recorded_by_id_tenant FOREIGN KEY (organisation_id, recorded_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_job
    ADD CONSTRAINT intake_job_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_job
    ADD CONSTRAINT intake_job_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_job
    ADD CONSTRAINT intake_job_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_job
    ADD CONSTRAINT intake_job_organisation_id_ee14e804_fk_accounts_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_job
    ADD CONSTRAINT intake_job_site_id_tenant FOREIGN KEY (organisation_id, site_id) REFERENCES public.intake_servicesite(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_job
    ADD CONSTRAINT intake_job_type_id_tenant FOREIGN KEY (organisation_id, type_id) REFERENCES public.intake_jobtype(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_jobevent
    ADD CONSTRAINT intake_jobevent_by_id_tenant FOREIGN KEY (organisation_id, by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_jobevent
    ADD CONSTRAINT intake_jobevent_job_id_tenant FOREIGN KEY (organisation_id, job_id) REFERENCES public.intake_job(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_jobevent
    ADD CONSTRAINT intake_jobevent_organisation_id_a6567de3_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_jobphoto
    ADD CONSTRAINT intake_jobphoto_job_id_tenant FOREIGN KEY (organisation_id, job_id) REFERENCES public.intake_job(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_jobphoto
    ADD CONSTRAINT intake_jobphoto_organisation_id_d4cc5ba8_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_jobtype
    ADD CONSTRAINT intake_jobtype_form_id_tenant FOREIGN KEY (organisation_id, form_id) REFERENCES public.intake_form(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_jobtype
    ADD CONSTRAINT intake_jobtype_organisation_id_c1d2ccf2_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_jobtype
    ADD CONSTRAINT intake_jobtype_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_listedparty
    ADD CONSTRAINT intake_listedparty_listed_id_tenant FOREIGN KEY (organisation_id, listed_id) REFERENCES public.contacts_contactimport(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_listedparty
    ADD CONSTRAINT intake_listedparty_organisation_id_ea2a7f3b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_listedparty
    ADD CONSTRAINT intake_listedparty_party_id_tenant FOREIGN KEY (organisation_id, party_id) REFERENCES public.intake_party(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_matter
    ADD CONSTRAINT intake_matter_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_matter
    ADD CONSTRAINT intake_matter_organisation_id_2ec26e17_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_matter
    ADD CONSTRAINT intake_matter_responsible_id_tenant FOREIGN KEY (organisation_id, responsible_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_matterparty
    ADD CONSTRAINT intake_matterparty_matter_id_tenant FOREIGN KEY (organisation_id, matter_id) REFERENCES public.intake_matter(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_matterparty
    ADD CONSTRAINT intake_matterparty_organisation_id_8e595aeb_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_matterparty
    ADD CONSTRAINT intake_matterparty_party_id_tenant FOREIGN KEY (organisation_id, party_id) REFERENCES public.intake_party(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_optionset
    ADD CONSTRAINT intake_optionset_organisation_id_cf48ea27_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_party
    ADD CONSTRAINT intake_party_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_party
    ADD CONSTRAINT intake_party_organisation_id_8417ea11_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_partyidentifier
    ADD CONSTRAINT intake_partyidentifi_organisation_id_92b6dff3_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_partyidentifier
    ADD CONSTRAINT intake_partyidentifier_party_id_tenant FOREIGN KEY (organisation_id, party_id) REFERENCES public.intake_party(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_partyname
    ADD CONSTRAINT intake_partyname_organisation_id_7685159c_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_partyname
    ADD CONSTRAINT intake_partyname_party_id_tenant FOREIGN KEY (organisation_id, party_id) REFERENCES public.intake_party(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_partyrelation
    ADD CONSTRAINT intake_partyrelation_organisation_id_0b17f068_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_partyrelation
    ADD CONSTRAINT intake_partyrelation_source_party_id_tenant FOREIGN KEY (organisation_id, source_party_id) REFERENCES public.intake_party(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_partyrelation
    ADD CONSTRAINT intake_partyrelation_target_party_id_tenant FOREIGN KEY (organisation_id, target_party_id) REFERENCES public.intake_party(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_patientaccess
    ADD CONSTRAINT intake_patientaccess_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_patientaccess
    ADD CONSTRAINT intake_patientaccess_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_patientaccess
    ADD CONSTRAINT intake_patientaccess_organisation_id_703c24ff_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_patientrecord
    ADD CONSTRAINT intake_patientrecord_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_patientrecord
    ADD CONSTRAINT intake_patientrecord_organisation_id_71c6406d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_playbook
    ADD CONSTRAINT intake_playbook_form_id_tenant FOREIGN KEY (organisation_id, form_id) REFERENCES public.intake_form(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_playbook
    ADD CONSTRAINT intake_playbook_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_playbook
    ADD CONSTRAINT intake_playbook_organisation_id_97ff7941_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_playbook
    ADD CONSTRAINT intake_playbook_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT intake_redflagalert_acknowledged_by_id_tenant FOREIGN KEY (organisation_id, acknowledged_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT intake_redflagalert_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT intake_redflagalert_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT intake_redflagalert_organisation_id_3d1b1bdb_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT intake_redflagalert_settled_by_id_tenant FOREIGN KEY (organisation_id, settled_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_redflagalert
    ADD CONSTRAINT intake_redflagalert_submission_id_tenant FOREIGN KEY (organisation_id, submission_id) REFERENCES public.intake_submission(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_redflaglist
    ADD CONSTRAINT intake_redflaglist_organisation_id_4d35060c_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_redflaglist
    ADD CONSTRAINT intake_redflaglist_signed_by_id_tenant FOREIGN KEY (organisation_id, signed_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_resumecode
    ADD CONSTRAINT intake_resumecode_organisation_id_c679760a_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_resumecode
    ADD CONSTRAINT intake_resumecode_submission_id_tenant FOREIGN KEY (organisation_id, submission_id) REFERENCES public.intake_submission(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_serviceform
    ADD CONSTRAINT intake_serviceform_form_id_tenant FOREIGN KEY (organisation_id, form_id) REFERENCES public.intake_form(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_serviceform
    ADD CONSTRAINT intake_serviceform_organisation_id_fcd7f358_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_serviceform
    ADD CONSTRAINT intake_serviceform_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_servicesite
    ADD CONSTRAINT intake_servicesite_organisation_id_15959dc4_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_signature
    ADD CONSTRAINT intake_signature_organisation_id_cf27304b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_signature
    ADD CONSTRAINT intake_signature_submission_id_tenant FOREIGN KEY (organisation_id, submission_id) REFERENCES public.intake_submission(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_siteperson
    ADD CONSTRAINT intake_siteperson_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_siteperson
    ADD CONSTRAINT intake_siteperson_organisation_id_c1cfb2ad_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_siteperson
    ADD CONSTRAINT intake_siteperson_site_id_tenant FOREIGN KEY (organisation_id, site_id) REFERENCES public.intake_servicesite(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_submission
    ADD CONSTRAINT intake_submission_begun_by_id_tenant FOREIGN KEY (organisation_id, begun_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_submission
    ADD CONSTRAINT intake_submission_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_submission
    ADD CONSTRAINT intake_submission_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_submission
    ADD CONSTRAINT intake_submission_form_version_id_tenant FOREIGN KEY (organisation_id, form_version_id) REFERENCES public.intake_formversion(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_submission
    ADD CONSTRAINT intake_submission_hold_id_tenant FOREIGN KEY (organisation_id, hold_id) REFERENCES public.scheduling_hold(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_submission
    ADD CONSTRAINT intake_submission_organisation_id_2f348e49_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_upload
    ADD CONSTRAINT intake_upload_organisation_id_a7778da3_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_upload
    ADD CONSTRAINT intake_upload_submission_id_tenant FOREIGN KEY (organisation_id, submission_id) REFERENCES public.intake_submission(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_urgencyscript
    ADD CONSTRAINT intake_urgencyscript_organisation_id_e683c2cd_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_wallmember
    ADD CONSTRAINT intake_wallmember_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_wallmember
    ADD CONSTRAINT intake_wallmember_organisation_id_e0427b2e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_wallmember
    ADD CONSTRAINT intake_wallmember_wall_id_tenant FOREIGN KEY (organisation_id, wall_id) REFERENCES public.intake_ethicalwall(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_brainversion
    ADD CONSTRAINT receptionist_brainve_organisation_id_3ef4ae13_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_brainversion
    ADD CONSTRAINT receptionist_brainversion_activated_by_id_tenant FOREIGN KEY (organisation_id, activated_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_brainversion
    ADD CONSTRAINT receptionist_brainversion_made_by_id_tenant FOREIGN KEY (organisation_id, made_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_dialogue
    ADD CONSTRAINT receptionist_dialogu_organisation_id_2838f35d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_dialogue
    ADD CONSTRAINT receptionist_dialogue_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_digestreader
    ADD CONSTRAINT receptionist_digestr_organisation_id_e4198c42_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_digestreader
    ADD CONSTRAINT receptionist_digestreader_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_faqentry
    ADD CONSTRAINT receptionist_faqentr_organisation_id_ff41501e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_handoff
    ADD CONSTRAINT receptionist_handoff_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_handoff
    ADD CONSTRAINT receptionist_handoff_dialogue_id_tenant FOREIGN KEY (organisation_id, dialogue_id) REFERENCES public.receptionist_dialogue(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_handoff
    ADD CONSTRAINT receptionist_handoff_organisation_id_1ea92533_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_handoff
    ADD CONSTRAINT receptionist_handoff_taken_by_id_tenant FOREIGN KEY (organisation_id, taken_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_ownphrase
    ADD CONSTRAINT receptionist_ownphra_organisation_id_d4b21cc2_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_ownphrase
    ADD CONSTRAINT receptionist_ownphrase_added_by_id_tenant FOREIGN KEY (organisation_id, added_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_ownphrase
    ADD CONSTRAINT receptionist_ownphrase_review_id_tenant FOREIGN KEY (organisation_id, review_id) REFERENCES public.receptionist_review(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_receptionistsettings
    ADD CONSTRAINT receptionist_recepti_organisation_id_29158fd7_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_receptionistsettings
    ADD CONSTRAINT receptionist_receptionistsettings_owner_id_tenant FOREIGN KEY (organisation_id, owner_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_review
    ADD CONSTRAINT receptionist_review_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_review
    ADD CONSTRAINT receptionist_review_decided_by_id_tenant FOREIGN KEY (organisation_id, decided_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_review
    ADD CONSTRAINT receptionist_review_organisation_id_0b21f9fb_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_review
    ADD CONSTRAINT receptionist_review_turn_id_tenant FOREIGN KEY (organisation_id, turn_id) REFERENCES public.receptionist_turn(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_turn
    ADD CONSTRAINT receptionist_turn_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_turn
    ADD CONSTRAINT receptionist_turn_dialogue_id_tenant FOREIGN KEY (organisation_id, dialogue_id) REFERENCES public.receptionist_dialogue(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receptionist_turn
    ADD CONSTRAINT receptionist_turn_organisation_id_cc16300f_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_callrun
    ADD CONSTRAINT routing_callrun_call_id_tenant FOREIGN KEY (organisation_id, call_id) REFERENCES public.conversations_call(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_callrun
    ADD CONSTRAINT routing_callrun_flow_version_id_tenant FOREIGN KEY (organisation_id, flow_version_id) REFERENCES public.routing_flowversion(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_callrun
    ADD CONSTRAINT routing_callrun_organisation_id_c6ba4097_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_draftcall
    ADD CONSTRAINT routing_draftcall_asked_by_id_tenant FOREIGN KEY (organisation_id, asked_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_draftcall
    ADD CONSTRAINT routing_draftcall_flow_id_tenant FOREIGN KEY (organisation_id, flow_id) REFERENCES public.routing_flow(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_draftcall
    ADD CONSTRAINT routing_draftcall_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_draftcall
    ADD CONSTRAINT routing_draftcall_organisation_id_6488ca39_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flow
    ADD CONSTRAINT routing_flow_organisation_id_440dd27e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flowstep
    ADD CONSTRAINT routing_flowstep_by_id_tenant FOREIGN KEY (organisation_id, by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flowstep
    ADD CONSTRAINT routing_flowstep_organisation_id_c75dbbf9_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flowstep
    ADD CONSTRAINT routing_flowstep_version_id_tenant FOREIGN KEY (organisation_id, version_id) REFERENCES public.routing_flowversion(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flowversion
    ADD CONSTRAINT routing_flowversion_based_on_id_tenant FOREIGN KEY (organisation_id, based_on_id) REFERENCES public.routing_flowversion(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flowversion
    ADD CONSTRAINT routing_flowversion_edited_by_id_tenant FOREIGN KEY (organisation_id, edited_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flowversion
    ADD CONSTRAINT routing_flowversion_flow_id_tenant FOREIGN KEY (organisation_id, flow_id) REFERENCES public.routing_flow(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flowversion
    ADD CONSTRAINT routing_flowversion_organisation_id_0e99e977_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_flowversion
    ADD CONSTRAINT routing_flowversion_published_by_id_tenant FOREIGN KEY (organisation_id, published_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladder
    ADD CONSTRAINT routing_ladder_organisation_id_0a447ab4_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderclimb
    ADD CONSTRAINT routing_ladderclimb_call_id_tenant FOREIGN KEY (organisation_id, call_id) REFERENCES public.conversations_call(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderclimb
    ADD CONSTRAINT routing_ladderclimb_ladder_id_tenant FOREIGN KEY (organisation_id, ladder_id) REFERENCES public.routing_ladder(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderclimb
    ADD CONSTRAINT routing_ladderclimb_leg_id_tenant FOREIGN KEY (organisation_id, leg_id) REFERENCES public.conversations_leg(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderclimb
    ADD CONSTRAINT routing_ladderclimb_organisation_id_2b5ff20d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderclimb
    ADD CONSTRAINT routing_ladderclimb_taken_by_id_tenant FOREIGN KEY (organisation_id, taken_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderdrill
    ADD CONSTRAINT routing_ladderdrill_ladder_id_tenant FOREIGN KEY (organisation_id, ladder_id) REFERENCES public.routing_ladder(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderdrill
    ADD CONSTRAINT routing_ladderdrill_organisation_id_d3a5c6d0_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderdrill
    ADD CONSTRAINT routing_ladderdrill_taken_by_id_tenant FOREIGN KEY (organisation_id, taken_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderdrill
    ADD CONSTRAINT routing_ladderdrill_task_id_tenant FOREIGN KEY (organisation_id, task_id) REFERENCES public.conversations_task(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderrung
    ADD CONSTRAINT routing_ladderrung_ladder_id_tenant FOREIGN KEY (organisation_id, ladder_id) REFERENCES public.routing_ladder(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderrung
    ADD CONSTRAINT routing_ladderrung_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderrung
    ADD CONSTRAINT routing_ladderrung_organisation_id_b7031244_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ladderrung
    ADD CONSTRAINT routing_ladderrung_rota_id_tenant FOREIGN KEY (organisation_id, rota_id) REFERENCES public.routing_rota(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_linehandling
    ADD CONSTRAINT routing_linehandling_flow_id_tenant FOREIGN KEY (organisation_id, flow_id) REFERENCES public.routing_flow(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_linehandling
    ADD CONSTRAINT routing_linehandling_line_id_tenant FOREIGN KEY (organisation_id, line_id) REFERENCES public.conversations_line(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_linehandling
    ADD CONSTRAINT routing_linehandling_messages_queue_id_tenant FOREIGN KEY (organisation_id, messages_queue_id) REFERENCES public.routing_queue(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_linehandling
    ADD CONSTRAINT routing_linehandling_organisation_id_df78524c_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_membercapacity
    ADD CONSTRAINT routing_membercapaci_organisation_id_2358c9af_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_membercapacity
    ADD CONSTRAINT routing_membercapacity_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_memberskill
    ADD CONSTRAINT routing_memberskill_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_memberskill
    ADD CONSTRAINT routing_memberskill_organisation_id_bb04337a_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_memberskill
    ADD CONSTRAINT routing_memberskill_skill_id_tenant FOREIGN KEY (organisation_id, skill_id) REFERENCES public.routing_skill(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_presence
    ADD CONSTRAINT routing_presence_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_presence
    ADD CONSTRAINT routing_presence_organisation_id_31c41b5e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_queue
    ADD CONSTRAINT routing_queue_changed_by_id_tenant FOREIGN KEY (organisation_id, changed_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_queue
    ADD CONSTRAINT routing_queue_organisation_id_3de74d59_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_queueseat
    ADD CONSTRAINT routing_queueseat_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_queueseat
    ADD CONSTRAINT routing_queueseat_organisation_id_6c063fe5_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_queueseat
    ADD CONSTRAINT routing_queueseat_queue_id_tenant FOREIGN KEY (organisation_id, queue_id) REFERENCES public.routing_queue(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rehearsalreminder
    ADD CONSTRAINT routing_rehearsalrem_organisation_id_a0f90ff4_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rehearsalreminder
    ADD CONSTRAINT routing_rehearsalreminder_flow_id_tenant FOREIGN KEY (organisation_id, flow_id) REFERENCES public.routing_flow(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rehearsalreminder
    ADD CONSTRAINT routing_rehearsalreminder_task_id_tenant FOREIGN KEY (organisation_id, task_id) REFERENCES public.conversations_task(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_replay
    ADD CONSTRAINT routing_replay_asked_by_id_tenant FOREIGN KEY (organisation_id, asked_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_replay
    ADD CONSTRAINT routing_replay_flow_id_tenant FOREIGN KEY (organisation_id, flow_id) REFERENCES public.routing_flow(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_replay
    ADD CONSTRAINT routing_replay_live_version_id_tenant FOREIGN KEY (organisation_id, live_version_id) REFERENCES public.routing_flowversion(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_replay
    ADD CONSTRAINT routing_replay_organisation_id_3deee7eb_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_replayedcall
    ADD CONSTRAINT routing_replayedcall_call_id_tenant FOREIGN KEY (organisation_id, call_id) REFERENCES public.conversations_call(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_replayedcall
    ADD CONSTRAINT routing_replayedcall_organisation_id_976627b2_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_replayedcall
    ADD CONSTRAINT routing_replayedcall_replay_id_tenant FOREIGN KEY (organisation_id, replay_id) REFERENCES public.routing_replay(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ringrotation
    ADD CONSTRAINT routing_ringrotation_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ringrotation
    ADD CONSTRAINT routing_ringrotation_organisation_id_43944fae_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ringturn
    ADD CONSTRAINT routing_ringturn_handling_id_tenant FOREIGN KEY (organisation_id, handling_id) REFERENCES public.routing_linehandling(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ringturn
    ADD CONSTRAINT routing_ringturn_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_ringturn
    ADD CONSTRAINT routing_ringturn_organisation_id_bb4b6c85_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rota
    ADD CONSTRAINT routing_rota_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rota
    ADD CONSTRAINT routing_rota_organisation_id_dce60946_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rotaoverride
    ADD CONSTRAINT routing_rotaoverride_covers_id_tenant FOREIGN KEY (organisation_id, covers_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rotaoverride
    ADD CONSTRAINT routing_rotaoverride_made_by_id_tenant FOREIGN KEY (organisation_id, made_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rotaoverride
    ADD CONSTRAINT routing_rotaoverride_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rotaoverride
    ADD CONSTRAINT routing_rotaoverride_organisation_id_73a03906_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rotaoverride
    ADD CONSTRAINT routing_rotaoverride_rota_id_tenant FOREIGN KEY (organisation_id, rota_id) REFERENCES public.routing_rota(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rotashift
    ADD CONSTRAINT routing_rotashift_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rotashift
    ADD CONSTRAINT routing_rotashift_organisation_id_8bf5e77e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_rotashift
    ADD CONSTRAINT routing_rotashift_rota_id_tenant FOREIGN KEY (organisation_id, rota_id) REFERENCES public.routing_rota(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_skill
    ADD CONSTRAINT routing_skill_organisation_id_5d92d85e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_call_id_tenant FOREIGN KEY (organisation_id, call_id) REFERENCES public.conversations_call(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_last_owner_id_tenant FOREIGN KEY (organisation_id, last_owner_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_organisation_id_2ef0156b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_parent_id_tenant FOREIGN KEY (organisation_id, parent_id) REFERENCES public.routing_workitem(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workitem
    ADD CONSTRAINT routing_workitem_queue_id_tenant FOREIGN KEY (organisation_id, queue_id) REFERENCES public.routing_queue(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workoffer
    ADD CONSTRAINT routing_workoffer_item_id_tenant FOREIGN KEY (organisation_id, item_id) REFERENCES public.routing_workitem(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workoffer
    ADD CONSTRAINT routing_workoffer_leg_id_tenant FOREIGN KEY (organisation_id, leg_id) REFERENCES public.conversations_leg(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workoffer
    ADD CONSTRAINT routing_workoffer_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.routing_workoffer
    ADD CONSTRAINT routing_workoffer_organisation_id_3a258e42_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointme_organisation_id_488f67b1_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointmentchange
    ADD CONSTRAINT scheduling_appointme_organisation_id_e08aade6_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_booked_by_id_tenant FOREIGN KEY (organisation_id, booked_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_group_session_id_tenant FOREIGN KEY (organisation_id, group_session_id) REFERENCES public.scheduling_groupsession(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_provider_id_tenant FOREIGN KEY (organisation_id, provider_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointment
    ADD CONSTRAINT scheduling_appointment_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointmentchange
    ADD CONSTRAINT scheduling_appointmentchange_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_appointmentchange
    ADD CONSTRAINT scheduling_appointmentchange_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_calendarfeed
    ADD CONSTRAINT scheduling_calendarf_organisation_id_1f26b73d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_calendarfeed
    ADD CONSTRAINT scheduling_calendarfeed_made_by_id_tenant FOREIGN KEY (organisation_id, made_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_calendarfeed
    ADD CONSTRAINT scheduling_calendarfeed_resource_id_tenant FOREIGN KEY (organisation_id, resource_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT scheduling_claim_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT scheduling_claim_block_id_tenant FOREIGN KEY (organisation_id, block_id) REFERENCES public.scheduling_timeblock(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT scheduling_claim_group_session_id_tenant FOREIGN KEY (organisation_id, group_session_id) REFERENCES public.scheduling_groupsession(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT scheduling_claim_hold_id_tenant FOREIGN KEY (organisation_id, hold_id) REFERENCES public.scheduling_hold(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT scheduling_claim_organisation_id_cca011da_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_claim
    ADD CONSTRAINT scheduling_claim_resource_id_tenant FOREIGN KEY (organisation_id, resource_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_dateoverride
    ADD CONSTRAINT scheduling_dateoverr_organisation_id_04c89866_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_dateoverride
    ADD CONSTRAINT scheduling_dateoverride_schedule_id_tenant FOREIGN KEY (organisation_id, schedule_id) REFERENCES public.scheduling_schedule(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalbusy
    ADD CONSTRAINT scheduling_externalb_organisation_id_0e3a94a5_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalbusy
    ADD CONSTRAINT scheduling_externalbusy_calendar_id_tenant FOREIGN KEY (organisation_id, calendar_id) REFERENCES public.scheduling_externalcalendar(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalbusy
    ADD CONSTRAINT scheduling_externalbusy_resource_id_tenant FOREIGN KEY (organisation_id, resource_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalcopy
    ADD CONSTRAINT scheduling_externalc_organisation_id_01762cd1_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalcalendar
    ADD CONSTRAINT scheduling_externalc_organisation_id_a5b70bb1_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalcalendar
    ADD CONSTRAINT scheduling_externalcalendar_added_by_id_tenant FOREIGN KEY (organisation_id, added_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalcalendar
    ADD CONSTRAINT scheduling_externalcalendar_resource_id_tenant FOREIGN KEY (organisation_id, resource_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalcopy
    ADD CONSTRAINT scheduling_externalcopy_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_externalcopy
    ADD CONSTRAINT scheduling_externalcopy_calendar_id_tenant FOREIGN KEY (organisation_id, calendar_id) REFERENCES public.scheduling_externalcalendar(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_groupsession
    ADD CONSTRAINT scheduling_groupsess_organisation_id_f9bdfcf2_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_groupsession
    ADD CONSTRAINT scheduling_groupsession_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_groupsession
    ADD CONSTRAINT scheduling_groupsession_provider_id_tenant FOREIGN KEY (organisation_id, provider_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_groupsession
    ADD CONSTRAINT scheduling_groupsession_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_group_session_id_tenant FOREIGN KEY (organisation_id, group_session_id) REFERENCES public.scheduling_groupsession(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_organisation_id_47799aae_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_provider_id_tenant FOREIGN KEY (organisation_id, provider_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_hold
    ADD CONSTRAINT scheduling_hold_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_homerules
    ADD CONSTRAINT scheduling_homerules_organisation_id_0179f8d3_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_homerules
    ADD CONSTRAINT scheduling_homerules_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_homesettings
    ADD CONSTRAINT scheduling_homesetti_organisation_id_cad68ee6_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_pool
    ADD CONSTRAINT scheduling_pool_organisation_id_7ad56138_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_poolplace
    ADD CONSTRAINT scheduling_poolplace_organisation_id_89f6e44a_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_poolplace
    ADD CONSTRAINT scheduling_poolplace_pool_id_tenant FOREIGN KEY (organisation_id, pool_id) REFERENCES public.scheduling_pool(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_poolplace
    ADD CONSTRAINT scheduling_poolplace_resource_id_tenant FOREIGN KEY (organisation_id, resource_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_postcodeplace
    ADD CONSTRAINT scheduling_postcodep_organisation_id_6ac7c999_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_reminder
    ADD CONSTRAINT scheduling_reminder_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_reminder
    ADD CONSTRAINT scheduling_reminder_organisation_id_c32bda5e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_reminder
    ADD CONSTRAINT scheduling_reminder_rule_id_tenant FOREIGN KEY (organisation_id, rule_id) REFERENCES public.scheduling_reminderrule(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_reminderrule
    ADD CONSTRAINT scheduling_reminderr_organisation_id_b22f12fa_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_reminderrule
    ADD CONSTRAINT scheduling_reminderrule_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_resource
    ADD CONSTRAINT scheduling_resource_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_resource
    ADD CONSTRAINT scheduling_resource_member_id_tenant FOREIGN KEY (organisation_id, member_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_resource
    ADD CONSTRAINT scheduling_resource_organisation_id_359dc56c_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_resource
    ADD CONSTRAINT scheduling_resource_schedule_id_tenant FOREIGN KEY (organisation_id, schedule_id) REFERENCES public.scheduling_schedule(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_schedule
    ADD CONSTRAINT scheduling_schedule_organisation_id_19b60f89_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_service
    ADD CONSTRAINT scheduling_service_organisation_id_3d12a5db_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_servicearea
    ADD CONSTRAINT scheduling_servicear_organisation_id_e452970e_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_servicearea
    ADD CONSTRAINT scheduling_servicearea_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_servicelocation
    ADD CONSTRAINT scheduling_servicelo_organisation_id_992d009a_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_servicelocation
    ADD CONSTRAINT scheduling_servicelocation_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_servicelocation
    ADD CONSTRAINT scheduling_servicelocation_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_serviceneed
    ADD CONSTRAINT scheduling_servicene_organisation_id_b3022f9c_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_serviceneed
    ADD CONSTRAINT scheduling_serviceneed_pool_id_tenant FOREIGN KEY (organisation_id, pool_id) REFERENCES public.scheduling_pool(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_serviceneed
    ADD CONSTRAINT scheduling_serviceneed_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_serviceprovider
    ADD CONSTRAINT scheduling_servicepr_organisation_id_4e526f08_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_serviceprovider
    ADD CONSTRAINT scheduling_serviceprovider_resource_id_tenant FOREIGN KEY (organisation_id, resource_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_serviceprovider
    ADD CONSTRAINT scheduling_serviceprovider_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_taplink
    ADD CONSTRAINT scheduling_taplink_hold_id_tenant FOREIGN KEY (organisation_id, hold_id) REFERENCES public.scheduling_hold(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_taplink
    ADD CONSTRAINT scheduling_taplink_organisation_id_b83e3be2_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_timeblock
    ADD CONSTRAINT scheduling_timeblock_made_by_id_tenant FOREIGN KEY (organisation_id, made_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_timeblock
    ADD CONSTRAINT scheduling_timeblock_organisation_id_86a35939_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_timeblock
    ADD CONSTRAINT scheduling_timeblock_resource_id_tenant FOREIGN KEY (organisation_id, resource_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_timeoffer
    ADD CONSTRAINT scheduling_timeoffer_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_timeoffer
    ADD CONSTRAINT scheduling_timeoffer_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_timeoffer
    ADD CONSTRAINT scheduling_timeoffer_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_timeoffer
    ADD CONSTRAINT scheduling_timeoffer_made_by_id_tenant FOREIGN KEY (organisation_id, made_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_timeoffer
    ADD CONSTRAINT scheduling_timeoffer_organisation_id_e4fbc22d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_travelzone
    ADD CONSTRAINT scheduling_travelzon_organisation_id_a92fa779_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_travelzone
    ADD CONSTRAINT scheduling_travelzone_schedule_id_tenant FOREIGN KEY (organisation_id, schedule_id) REFERENCES public.scheduling_schedule(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_unserved
    ADD CONSTRAINT scheduling_unserved_organisation_id_23eabb34_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_unserved
    ADD CONSTRAINT scheduling_unserved_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_vehiclebase
    ADD CONSTRAINT scheduling_vehicleba_organisation_id_f265a07f_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_vehiclebase
    ADD CONSTRAINT scheduling_vehiclebase_resource_id_tenant FOREIGN KEY (organisation_id, resource_id) REFERENCES public.scheduling_resource(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_visitorcode
    ADD CONSTRAINT scheduling_visitorco_organisation_id_cfb5c331_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_visitorcode
    ADD CONSTRAINT scheduling_visitorcode_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_visitorcode
    ADD CONSTRAINT scheduling_visitorcode_hold_id_tenant FOREIGN KEY (organisation_id, hold_id) REFERENCES public.scheduling_hold(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_visitplace
    ADD CONSTRAINT scheduling_visitplac_organisation_id_0985fc09_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_visitplace
    ADD CONSTRAINT scheduling_visitplace_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_visitplace
    ADD CONSTRAINT scheduling_visitplace_area_id_tenant FOREIGN KEY (organisation_id, area_id) REFERENCES public.scheduling_servicearea(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_visitplace
    ADD CONSTRAINT scheduling_visitplace_hold_id_tenant FOREIGN KEY (organisation_id, hold_id) REFERENCES public.scheduling_hold(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingen_organisation_id_7b1bb3eb_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_appointment_id_tenant FOREIGN KEY (organisation_id, appointment_id) REFERENCES public.scheduling_appointment(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_contact_id_tenant FOREIGN KEY (organisation_id, contact_id) REFERENCES public.contacts_contact(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_conversation_id_tenant FOREIGN KEY (organisation_id, conversation_id) REFERENCES public.conversations_conversation(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_ended_by_id_tenant FOREIGN KEY (organisation_id, ended_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_location_id_tenant FOREIGN KEY (organisation_id, location_id) REFERENCES public.accounts_location(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_made_by_id_tenant FOREIGN KEY (organisation_id, made_by_id) REFERENCES public.accounts_member(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingentry
    ADD CONSTRAINT scheduling_waitingentry_service_id_tenant FOREIGN KEY (organisation_id, service_id) REFERENCES public.scheduling_service(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingoffer
    ADD CONSTRAINT scheduling_waitingof_organisation_id_fb28e4a1_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingoffer
    ADD CONSTRAINT scheduling_waitingoffer_entry_id_tenant FOREIGN KEY (organisation_id, entry_id) REFERENCES public.scheduling_waitingentry(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_waitingoffer
    ADD CONSTRAINT scheduling_waitingoffer_hold_id_tenant FOREIGN KEY (organisation_id, hold_id) REFERENCES public.scheduling_hold(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_weeklywindow
    ADD CONSTRAINT scheduling_weeklywin_organisation_id_15274ba2_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.scheduling_weeklywindow
    ADD CONSTRAINT scheduling_weeklywindow_schedule_id_tenant FOREIGN KEY (organisation_id, schedule_id) REFERENCES public.scheduling_schedule(organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.accounts_allowedsite ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.accounts_idempotencyrecord ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.carrier_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.carrier_inbounddelivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.carrier_inboundmail ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.carrier_messagepart ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.carrier_outboundrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.carrier_reconcilerun ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.carrier_refuseddelivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_consentevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_contactaddress ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_contactimport ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_contactmerge ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_duplicatesuggestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_identitykey ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_identitysweep ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_importpart ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_legalhold ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.contacts_personaldetails ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_block ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_call ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_callcommand ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_cannedreply ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_chatwidget ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_conversation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_label ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_leg ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_memberphone ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_mention ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_numberfact ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_readmark ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_recording ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_recordingrule ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_savedview ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.core_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_answerevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_answersread ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_checkevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_conflictcheck ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_conflicthit ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_conflictrun ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_ethicalwall ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_form ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_formversion ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_glassbreak ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_healthitem ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_hitdecision ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_inquiry ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_job ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_jobevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_jobphoto ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_jobtype ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_listedparty ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_matter ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_matterparty ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_optionset ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_party ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_partyidentifier ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_partyname ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_partyrelation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_patientaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_patientrecord ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_playbook ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_redflagalert ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_redflaglist ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_resumecode ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_serviceform ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_servicesite ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_siteperson ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_submission ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_urgencyscript ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.intake_wallmember ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_brainversion ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_dialogue ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_digestreader ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_faqentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_handoff ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_ownphrase ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_receptionistsettings ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.receptionist_turn ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_callrun ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_draftcall ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_flow ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_flowstep ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_flowversion ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_ladder ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_ladderclimb ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_ladderdrill ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_ladderrung ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_linehandling ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_membercapacity ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_memberskill ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_queue ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_queueseat ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_rehearsalreminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_replay ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_replayedcall ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_ringrotation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_ringturn ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_rota ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_rotaoverride ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_rotashift ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_skill ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_workitem ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.routing_workoffer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_appointment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_appointmentchange ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_calendarfeed ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_dateoverride ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_externalbusy ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_externalcalendar ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_externalcopy ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_groupsession ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_homerules ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_homesettings ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_pool ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_poolplace ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_postcodeplace ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_reminderrule ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_resource ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_schedule ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_service ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_servicearea ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_servicelocation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_serviceneed ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_serviceprovider ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_timeblock ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_timeoffer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_travelzone ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_unserved ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_vehiclebase ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_visitorcode ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_visitplace ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_waitingentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_waitingoffer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.scheduling_weeklywindow ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.accounts_allowedsite USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.accounts_idempotencyrecord USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.carrier_attempt USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.carrier_inbounddelivery USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.carrier_inboundmail USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.carrier_messagepart USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.carrier_outboundrequest USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.carrier_reconcilerun USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.carrier_refuseddelivery USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_consentevent USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_contact USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_contactaddress USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_contactimport USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_contactmerge USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_duplicatesuggestion USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_identitykey USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_identitysweep USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_importpart USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_legalhold USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.contacts_personaldetails USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_block USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_call USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_callcommand USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_cannedreply USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_chatwidget USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_conversation USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_draft USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_entry USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_label USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_leg USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_line USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_memberphone USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_mention USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_numberfact USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_readmark USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_recording USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_recordingrule USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_savedview USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.conversations_task USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.core_event USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_answerevent USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_answersread USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_checkevent USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_conflictcheck USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_conflicthit USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_conflictrun USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_consent USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_ethicalwall USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_form USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_formversion USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_glassbreak USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_healthitem USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_hitdecision USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_inquiry USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_job USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_jobevent USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_jobphoto USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_jobtype USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_listedparty USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_matter USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_matterparty USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_optionset USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_party USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_partyidentifier USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_partyname USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_partyrelation USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_patientaccess USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_patientrecord USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_playbook USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_redflagalert USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_redflaglist USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_resumecode USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_serviceform USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_servicesite USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_signature USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_siteperson USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_submission USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_upload USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_urgencyscript USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.intake_wallmember USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_brainversion USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_dialogue USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_digestreader USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_faqentry USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_handoff USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_ownphrase USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_receptionistsettings USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_review USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.receptionist_turn USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_callrun USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_draftcall USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_flow USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_flowstep USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_flowversion USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_ladder USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_ladderclimb USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_ladderdrill USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_ladderrung USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_linehandling USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_membercapacity USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_memberskill USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_presence USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_queue USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_queueseat USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_rehearsalreminder USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_replay USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_replayedcall USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_ringrotation USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_ringturn USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_rota USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_rotaoverride USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_rotashift USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_skill USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_workitem USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.routing_workoffer USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_appointment USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_appointmentchange USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_calendarfeed USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_claim USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_dateoverride USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_externalbusy USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_externalcalendar USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_externalcopy USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_groupsession USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_hold USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_homerules USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_homesettings USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_pool USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_poolplace USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_postcodeplace USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_reminder USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_reminderrule USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_resource USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_schedule USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_service USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_servicearea USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_servicelocation USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_serviceneed USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_serviceprovider USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_timeblock USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_timeoffer USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_travelzone USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_unserved USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_vehiclebase USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_visitorcode USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_visitplace USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_waitingentry USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_waitingoffer USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON public.scheduling_weeklywindow USING ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)) WITH CHECK ((organisation_id = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid));
