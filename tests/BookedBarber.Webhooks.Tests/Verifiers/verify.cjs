// Judges deliveries given as JSON on standard input: [{key, headers, body (base64)}]. Answers with what the published verifier of Standard Webhooks
// and the sample of docs/guides/webhooks.md say of each, and of the same with one byte of the body changed.
const { createRequire } = require('node:module');
const fs = require('node:fs');
const path = require('node:path');

const root = process.argv[2];
const fromWeb = createRequire(path.join(root, 'web', 'package.json'));
const { Webhook } = fromWeb('standardwebhooks');
const typescript = fromWeb('typescript');

const guide = fs.readFileSync(path.join(root, 'docs', 'guides', 'webhooks.md'), 'utf8');
const sample = { exports: {} };
const compiled = typescript.transpileModule(guide.match(/```ts\n([\s\S]*?)```/)[1], { compilerOptions: { module: 'commonjs', target: 'es2022' } });
new Function('exports', 'require', compiled.outputText)(sample.exports, require);

function published(key, headers, body) {
  if (!key.startsWith('whsec_')) return null; // the published verifier knows v1 only
  const now = Date.now;
  Date.now = () => Number(headers['webhook-timestamp']) * 1000; // the tests' clock stands still
  try {
    new Webhook(key).verify(body.toString('utf8'), headers);
    return true;
  } catch {
    return false;
  } finally {
    Date.now = now;
  }
}

const judged = JSON.parse(fs.readFileSync(0, 'utf8')).map(({ key, headers, body }) => {
  const bytes = Buffer.from(body, 'base64');
  const forged = Buffer.from(bytes);
  forged[forged.length - 2] ^= 1;
  const now = Number(headers['webhook-timestamp']);
  return {
    published: published(key, headers, bytes),
    publishedForged: published(key, headers, forged),
    sample: sample.exports.isOurs(key, headers, bytes, now),
    sampleForged: sample.exports.isOurs(key, headers, forged, now),
    sampleLate: sample.exports.isOurs(key, headers, bytes, now + 301),
  };
});
console.log(JSON.stringify(judged));
