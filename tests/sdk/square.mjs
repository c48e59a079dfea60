import { SquareClient } from 'square';
import { assert, done, row, steer } from './sandbox.mjs';

const square = new SquareClient({ token: row.accessToken, environment: row.url });
const { locations } = await square.locations.list();
assert.equal(locations.length, 3);

const { sales } = await steer('sale', { location: locations[0].id, tipCents: 500 });
const { payment } = await square.payments.get({ paymentId: sales[0].paymentId });
assert.equal(payment.tipMoney.amount, 500n);

let payments = 0;
for await (const each of await square.payments.list({ locationId: locations[0].id, limit: 25 })) {
  assert.ok(each.id);
  payments++;
}
assert.ok(payments > 25);

const { orders } = await square.orders.batchGet({ orderIds: [sales[0].orderId] });
assert.equal(orders[0].totalMoney.amount, payment.totalMoney.amount);

const { customer } = await square.customers.create({ idempotencyKey: 'sdk-1', givenName: 'Zoe', emailAddress: 'zoe@example.com' });
const found = await square.customers.search({ query: { filter: { emailAddress: { exact: 'zoe@example.com' } } } });
assert.equal(found.customers[0].id, customer.id);

const { refund } = await square.refunds.refundPayment({ idempotencyKey: 'sdk-2', paymentId: payment.id, amountMoney: { amount: 100n, currency: 'USD' } });
assert.equal(refund.amountMoney.amount, 100n);
await assert.rejects(square.payments.get({ paymentId: 'nobody' }), error => error.statusCode === 404);
done(`${payments} payments`);
