-- Acme's own tables. Running this twice changes nothing.

create table if not exists customers (
  id text primary key,
  name text not null,
  email text not null,
  phone text not null default '',
  city text not null default '',
  plan text not null default 'free' check (plan in ('free', 'team', 'business')),
  since date not null default current_date,
  updated_at timestamptz not null default clock_timestamp()
);

create table if not exists orders (
  id text primary key,
  customer_id text not null references customers (id) on delete restrict,
  item text not null,
  total numeric(12, 2) not null check (total > 0),
  currency text not null default 'USD',
  status text not null check (status in ('paid', 'shipped', 'delivered', 'archived')),
  placed_on date not null,
  updated_at timestamptz not null default clock_timestamp()
);

create table if not exists prices (
  id text primary key,
  product text not null,
  amount numeric(12, 2) not null check (amount > 0),
  currency text not null default 'USD',
  unit text not null default 'each',
  updated_at timestamptz not null default clock_timestamp()
);

create sequence if not exists refund_numbers start 3001;
create table if not exists refunds (
  id text primary key default 'ref_' || nextval('refund_numbers'),
  order_id text not null references orders (id) on delete restrict,
  customer_id text not null,
  amount numeric(12, 2) not null check (amount > 0),
  currency text not null,
  reason text not null default '',
  status text not null default 'pending' check (status in ('pending', 'paid_out', 'cancelled')),
  idempotency_key text unique,
  request jsonb,
  updated_at timestamptz not null default clock_timestamp()
);

create sequence if not exists post_numbers start 41;
create table if not exists posts (
  id text primary key default 'post_' || nextval('post_numbers'),
  channel text not null check (channel in ('blog', 'mastodon', 'linkedin')),
  text text not null,
  status text not null default 'published' check (status in ('published', 'withdrawn')),
  published_at timestamptz not null default clock_timestamp(),
  idempotency_key text unique,
  request jsonb,
  updated_at timestamptz not null default clock_timestamp()
);

create sequence if not exists meeting_numbers start 11;
create table if not exists meetings (
  id text primary key default 'mtg_' || nextval('meeting_numbers'),
  title text not null,
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 5 and 480),
  attendees text[] not null,
  status text not null default 'scheduled' check (status in ('scheduled', 'cancelled')),
  idempotency_key text unique,
  request jsonb,
  updated_at timestamptz not null default clock_timestamp()
);

create sequence if not exists faq_reply_numbers start 501;
create table if not exists faq_replies (
  id text primary key default 'faq_' || nextval('faq_reply_numbers'),
  question_id text not null,
  text text not null,
  idempotency_key text unique,
  request jsonb,
  updated_at timestamptz not null default clock_timestamp()
);

create table if not exists mails (
  id bigint generated always as identity primary key,
  sender text not null,
  recipients text[] not null,
  subject text not null default '',
  text text not null default '',
  message_id text not null default '',
  attachments integer not null default 0,
  received_at timestamptz not null default clock_timestamp()
);

-- What happened to a row, whoever did it: through the API, or straight in the table.
create table if not exists changes (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  table_name text not null,
  row_id text not null,
  kind text not null check (kind in ('added', 'changed', 'removed')),
  before jsonb,
  after jsonb
);
create index if not exists changes_by_table on changes (table_name, id desc);

create table if not exists seeded (one boolean primary key default true check (one), at timestamptz not null default clock_timestamp());

create or replace function stamp_change() returns trigger language plpgsql as $$
begin
  if new.updated_at is not distinct from old.updated_at then
    new.updated_at := clock_timestamp();
  end if;
  return new;
end $$;

create or replace function note_change() returns trigger language plpgsql as $$
declare
  hidden constant text[] := array['updated_at', 'idempotency_key', 'request'];
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - hidden end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - hidden end;
begin
  if old_row is distinct from new_row then
    insert into changes (table_name, row_id, kind, before, after) values (
      tg_table_name,
      coalesce(new_row, old_row) ->> 'id',
      case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end,
      old_row,
      new_row);
  end if;
  return null;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['customers', 'orders', 'prices', 'refunds', 'posts', 'meetings', 'faq_replies'] loop
    execute format('create or replace trigger stamp before update on %I for each row execute function stamp_change()', name);
    execute format(
      'create or replace trigger note after insert or update or delete on %I for each row execute function note_change()',
      name);
  end loop;
end $$;
