/** What a connector of one's own begins with: everything that it must have, with one stream. */
export const FIRST_MANIFEST = `name: my-crm
title: My CRM
category: crm
description: Clients come in.
docs: https://example.com/docs
level: network
base: { live: https://api.example.com }
auth: { kind: api-key, header: "Authorization: Bearer {key}", fields: [{ name: key, title: API key, secret: true }] }
limits: [{ name: connection, requests: 10, per: 1s, concurrency: 4 }]
streams:
  clients:
    record: client
    request: GET /v1/customers?updated_since={cursor.from}
    paging: { kind: cursor, param: cursor, from: next, size: { param: limit, value: 100 } }
    items: data
    key: id
    version: updated_at
    cursor: { field: updated_at, overlap: 2m }
    map: { name: name, email: email, phone: phone }
health: GET /v1/me
`;
