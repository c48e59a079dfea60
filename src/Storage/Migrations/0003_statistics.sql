-- The feed's lists of ids and its contents are never searched by value. Statistics over the elements of lists of thousands of ids cost as much
-- as writing the records of an import, which makes many such changes, and analyzing is what the server does while they come.
alter table feed.outbox alter column ids set statistics 0, alter column before set statistics 0, alter column after set statistics 0;
alter table feed.change alter column ids set statistics 0, alter column before set statistics 0, alter column after set statistics 0;
