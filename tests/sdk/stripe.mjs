import Stripe from 'stripe';
import { assert, done, row, steer } from './sandbox.mjs';

const { hostname, port } = new URL(row.url);
const stripe = new Stripe(row.apiKey, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
const account = { stripeAccount: row.accountId };
const { sales } = await steer('sale', { cents: 4200 });

const charge = await stripe.charges.retrieve(sales[0].chargeId, {}, account);
assert.equal(charge.amount, 4200);
const entry = await stripe.balanceTransactions.retrieve(charge.balance_transaction, {}, account);
assert.equal(entry.net, 4200 - entry.fee);

let charges = 0;
for await (const each of stripe.charges.list({ limit: 50 }, account)) {
  assert.equal(each.object, 'charge');
  charges++;
}
assert.equal(charges, 161);

const refund = await stripe.refunds.create({ charge: charge.id, amount: 1000 }, account);
assert.equal(refund.status, 'succeeded');
await assert.rejects(stripe.refunds.create({ charge: charge.id, amount: 9999 }, account), error => error.type === 'StripeInvalidRequestError');
const transfer = await stripe.transfers.create({ amount: 2000, currency: 'usd', destination: row.accountId });
assert.equal(transfer.destination, row.accountId);

const endpoint = await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/hooks', enabled_events: ['charge.succeeded'], connect: true });
assert.ok(endpoint.secret.startsWith('whsec_'));
done(`${charges} charges`);
