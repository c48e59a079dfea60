namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>Manifests that together say everything that a manifest can say.</summary>
internal static class Everything
{
    public static readonly IReadOnlyList<string> Manifests =
    [
        """
        name: everything
        title: Everything
        category: point-of-sale
        description: All that can be said.
        docs: https://example.com/docs
        level: network
        format: form
        base: { live: "https://{region}.example.com", sandbox: https://test.example.com }
        hosts: { id: { live: https://id.example.com, sandbox: https://id.test.example.com } }
        headers: { Version: "1" }
        settings: [{ name: region, title: Region, help: Where, secret: true, required: false, default: eu, pattern: "[a-z]+", choices: [eu, us] }]
        auth:
          kind: oauth2-code
          authorize: id:/authorize
          token: id:/token
          refresh: { address: id:/refresh, lifetime: 10d, rotates: true, grace: 5m, secret: false }
          revoke: { request: POST id:/revoke, query: { a: b }, headers: { C: d }, body: { token: "{token.refresh}" }, encoding: json }
          scopes: { read: Read everything there is }
          scopeSeparator: ","
          pkce: true
          body: json
          client: basic
          parameters: { prompt: consent }
          tokenParameters: { audience: all }
          answer: { access: t.access, refresh: t.refresh, expires: t.expires, expiresFormat: unix, refreshExpires: t.ends, scope: t.scope }
          access: { lifetime: 1h }
          header: "Authorization: Token {token}"
          headers: { X-Key: "{extra}" }
          query: { key: "{extra}" }
          fields: [{ name: extra, title: Extra, help: Where, secret: true, required: false, default: x, pattern: "x+", choices: [x, xx] }]
          callbackSignature: hmac
        account: { request: { request: GET /me, query: { a: b }, headers: { C: d }, encoding: json }, id: answer.id, name: answer.name, settings: { dc: answer.dc } }
        limits: [{ name: all, requests: 10, per: 5s, scope: app, concurrency: 3, path: /v1 }]
        report: { limit: X-Limit, remaining: X-Left, reset: X-Reset, resetFormat: unix, retryAfter: X-Retry, restorePerSecond: "body:cost.rate" }
        errors: { items: errors, code: code, message: text, whenOk: true, header: X-Error, kinds: { SLOW: rate-limit } }
        defaults:
          paging: { kind: cursor, param: cursor, from: next, more: more, total: total, size: { param: limit, value: 50 }, most: 1000 }
          cursor: { field: at, format: iso-ms, lookback: 1d, overlap: 1m, lag: 30s, start: 12mo, window: 7d, order: ascending, expired: 409 }
          every: 5m
        lookups: { kinds: { values: { a: service } } }
        streams:
          shops: { request: GET /shops, paging: { kind: none }, cursor: { kind: none, field: at }, items: shops, key: id }
          sales:
            title: Receipts
            record: sale
            over: { stream: shops, batch: 5 }
            request: POST /sales
            query: { from: "{cursor.from}", to: "{cursor.to}" }
            headers: { Shop: "{over.keys}" }
            body: { a: b }
            encoding: json
            items: data
            expand: { list: receipts, as: day }
            each: [{ request: POST /sales, query: { id: "{item.id}" }, headers: { A: b }, body: { c: d }, encoding: json, as: more, answer: data }]
            key: id
            version: version
            deletes: flag
            deleted: gone = true
            order: 7
            one: { request: "POST /sales/{key}", query: { a: b }, headers: { C: d }, body: { e: f }, encoding: json, item: sale }
            every: 10m
            location: shop
            skip: test = true
            map: { businessDay: day | date, lines: [{ kind: kind | map kinds, name: name, amount: amount | decimal }] }
          pages: { record: client, request: GET /pages, one: "GET /pages/{key}", many: { request: POST /pages/several, query: { a: b }, headers: { C: d }, body: { ids: "{keys}" }, encoding: json, items: pages, most: 50 }, paging: { kind: offset, param: offset, start: 1, size: { param: limit, value: 20 } }, cursor: { kind: none, field: at }, key: id, deletes: feed, map: { name: name } }
          gone: { removes: pages, request: "GET /gone?since={cursor.token}", paging: { kind: none }, cursor: { token: next, expired: 404 }, key: id }
          ahead: { record: booking, over: shops, request: "GET /bookings?shop={over.id}&from={cursor.from}&to={cursor.to}", paging: { kind: none }, cursor: { kind: sliding, field: at, lookback: 2d, ahead: 9d, window: 1d }, key: id, map: { businessDay: day | date, status: status } }
        actions:
          send:
            title: Send it
            record: client
            request: POST /clients
            query: { a: b }
            headers: { C: d }
            body: { name: "{record.name}" }
            encoding: json
            update: { request: "PUT /clients/{key}", query: { a: b }, headers: { C: d }, body: { name: "{record.name}" }, encoding: json }
            delete: { request: "POST /clients/{key}/delete", query: { a: b }, headers: { C: d }, body: { e: f }, encoding: json }
            idempotency: { header: Key, max: 40 }
            find: { request: POST /clients/search, query: { a: b }, headers: { C: d }, body: { e: f }, encoding: json, items: found, key: id }
            returns: id
            stream: pages
          field: { request: POST /x, idempotency: { field: key } }
          asked: { request: POST /y, idempotency: { query: key } }
        webhooks:
          scheme: hmac-sha256
          secret: client
          header: X-Signature
          part: v1
          encoding: hex
          signed: "{timestamp}.{body}"
          timestamp: { part: t }
          timestampFormat: unix-ms
          tolerance: 5m
          format: form
          items: events
          id: id
          type: type
          account: account
          register: { request: POST /hooks, query: { a: b }, headers: { C: d }, body: { url: "{hook.url}" }, encoding: json, key: id, secret: secret }
          sign: { request: "PATCH /hooks/{hook.key}", query: { a: b }, headers: { C: d }, body: { e: f }, encoding: json, secret: secret }
          unregister: { request: "POST /hooks/{hook.key}/delete", query: { a: b }, headers: { C: d }, body: { e: f }, encoding: json }
          byHand: Press the button.
          renew: 7d
          handshake: { field: challenge, echo: true }
          events:
            sale.made: { stream: sales, item: data.sale }
            sale.changed: [{ stream: sales, refetch: data.id }]
            client.gone: { stream: pages, delete: data.id }
            removed: { disconnect: true }
        health: { request: POST /me, query: { a: b }, headers: { C: d }, body: { e: f }, encoding: json }
        inbox: { files: [csv], hooks: true, profile: true }
        cannot: { fly: No vendor flies }
        later: { swim: Might come }
        """,
        """
        name: other-ways
        title: Other ways
        category: hr
        description: What excludes itself elsewhere.
        docs: https://example.com/docs
        level: location
        base: { live: https://example.com }
        auth: { kind: jwt-bearer, token: /token, fields: [{ name: pem, title: Key }], jwt: { algorithm: ES256, key: pem, claims: { iss: me }, lifetime: 5m } }
        account: { request: { request: POST /me, body: { a: b } }, id: answer.id }
        defaults: { omitsEmpty: true }
        streams:
          staff: { record: staff, over: staff_lists, request: "GET /staff?list={over.id}", omitsEmpty: false, key: id,
            shops: { at: assigned.ids, everywhere: $.assigned.kind = ALL, except: not_at }, map: { name: name } }
          staff_lists: { request: GET /lists, key: id }
        webhooks: { scheme: hmac-sha1, header: S, signed: "{body}{timestamp}", timestamp: { header: T }, byHand: By hand., events: { "*": { stream: staff } } }
        health: GET /me
        """,
        """
        name: third-way
        title: Third way
        category: hr
        description: What excludes itself elsewhere.
        docs: https://example.com/docs
        level: location
        base: { live: https://example.com }
        auth: { kind: none }
        streams: { staff: { record: staff, request: GET /staff, key: id, map: { name: name } } }
        webhooks: { scheme: hmac-sha1, header: S, signed: "{body}{timestamp}", timestamp: { path: at }, over: staff, register: "POST /staff/{over.id}/hooks", events: { "*": { stream: staff } } }
        health: GET /me
        """,
        """
        name: fourth-way
        title: Fourth way
        category: hr
        description: What excludes itself elsewhere.
        docs: https://example.com/docs
        level: location
        base: { live: https://example.com }
        auth: { kind: none }
        streams: { staff: { record: staff, request: GET /staff, key: id, map: { name: name } } }
        webhooks: { scheme: oidc, keys: https://example.com/certs, issuers: [https://example.com], byHand: By hand., events: { "*": { stream: staff } } }
        health: GET /me
        """,
    ];
}
