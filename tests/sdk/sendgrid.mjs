import { createServer } from 'node:http';
import { assert, detour, done, row, steer } from './sandbox.mjs';

detour();
const { default: mail } = await import('@sendgrid/mail');
const { EventWebhook } = await import('@sendgrid/eventwebhook');
mail.setApiKey(row.apiKey);

const received = new Promise(resolve => {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.end();
    server.close();
    resolve({ body: Buffer.concat(chunks).toString(), headers: request.headers });
  }).listen(0, '127.0.0.1', () => steer('webhooks', { address: `http://127.0.0.1:${server.address().port}/` }).then(send));
});
async function send() {
  const [answer] = await mail.send({ to: 'zoe@example.com', from: 'shop@example.com', subject: 'Your appointment', text: 'See you tomorrow.' });
  assert.equal(answer.statusCode, 202);
  assert.ok(answer.headers['x-message-id']);
}

const { body, headers } = await received;
const events = new EventWebhook();
assert.ok(events.verifySignature(events.convertPublicKeyToECDSA(row.webhookSecret), body, headers['x-twilio-email-event-webhook-signature'], headers['x-twilio-email-event-webhook-timestamp']));
assert.equal(JSON.parse(body)[0].email, 'zoe@example.com');
await assert.rejects(mail.send({ to: 'zoe@example.com', from: 'ceo@elsewhere.test', subject: 'x', text: 'x' }), error => error.code === 403);
done('a mail and its signed event');
process.exit(0);
