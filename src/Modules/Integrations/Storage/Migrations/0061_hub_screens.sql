-- Since when a connection has been in its state: screens say "failing since Tuesday", and a change of the name is no change of state.
alter table integrations.connection add column if not exists state_at timestamptz;

create or replace function integrations.note_state() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or new.state is distinct from old.state then
        new.state_at := new.updated_at;
    end if;
    return new;
end $$;
create or replace trigger connection_state before insert or update on integrations.connection for each row execute function integrations.note_state();

-- When each side changed the field, so that a rule can be tried on the conflicts of the past. Null: not known.
alter table integrations.field_conflict add column if not exists ours_at timestamptz;
alter table integrations.field_conflict add column if not exists theirs_at timestamptz;
