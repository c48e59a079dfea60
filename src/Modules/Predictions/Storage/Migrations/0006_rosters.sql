-- Rosters that were proposed for a week, as they were shown. The newest of a location and week counts.
create table if not exists predictions.roster (
    network_id  uuid        not null,
    id          uuid        not null,
    location_id uuid        not null,
    week        date        not null, -- its Monday
    made_at     timestamptz not null,
    body        jsonb       not null,
    primary key (network_id, id)
);
create index if not exists roster_newest on predictions.roster (network_id, location_id, week, made_at desc); -- the week's newest proposal

call meta.protect('predictions.roster');
call meta.track('predictions.roster', 'roster_proposal', 'location_id', hidden => array['body']);
