// A browser without a screen: one kept-alive connection, cookies, forms.
import { Agent, request } from 'node:http';

export class Visitor {
  cookies = new Map();
  agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(home) {
    this.home = new URL(home);
  }

  // One request; redirects are followed. Answers { status, path, body }.
  async get(path) {
    return this.send('GET', path);
  }

  async post(path, fields) {
    return this.send('POST', path, new URLSearchParams(fields).toString());
  }

  async send(method, path, body) {
    const answer = await this.once(method, path, body);
    if (answer.status >= 300 && answer.status < 400) return this.send('GET', answer.location);
    return answer;
  }

  once(method, path, body) {
    const headers = { host: this.home.host, 'accept-encoding': 'identity', cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') };
    if (body !== undefined) {
      headers['content-type'] = 'application/x-www-form-urlencoded';
      headers['content-length'] = Buffer.byteLength(body);
      headers.origin = this.home.origin;
      headers['sec-fetch-site'] = 'same-origin';
    }
    return new Promise((tell, refuse) => {
      const asked = request({ agent: this.agent, host: this.home.hostname, port: this.home.port, method, path, headers }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk)).once('error', refuse).once('end', () => {
          for (const cookie of answer.headers['set-cookie'] ?? []) {
            const [pair] = cookie.split(';');
            this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
          }
          const { location } = answer.headers;
          tell({ status: answer.statusCode, path, body: Buffer.concat(chunks).toString(), location: location && pathOf(new URL(location, new URL(path, this.home))) });
        });
      });
      asked.once('error', refuse);
      asked.end(body);
    });
  }

  // Fills in the form with a password field, whatever its hidden fields are.
  async signIn(path, { email, password }) {
    const page = await this.get(path);
    const form = page.body.match(/<form(?:(?!<\/form)[\s\S])*type="password"[\s\S]*?<\/form>/)?.[0];
    if (!form) throw new Error(`no sign-in form at ${path}`);
    const fields = {};
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const name = attribute(input, 'name');
      if (!name) continue;
      const type = attribute(input, 'type');
      if (type === 'hidden') fields[name] = attribute(input, 'value') ?? '';
      else if (type === 'password') fields[name] = password;
      else if (type === 'email' || type === 'text') fields[name] = email;
    }
    const action = attribute(form.match(/<form[^>]*>/)[0], 'action') || page.path;
    const answer = await this.post(action, fields);
    if (answer.status !== 200 || /type="password"/.test(answer.body)) throw new Error(`signing in as ${email} answered ${answer.status}`);
    return answer;
  }

  close() {
    this.agent.destroy();
  }
}

export function attribute(tag, name) {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
  return found?.replaceAll('&amp;', '&').replaceAll('&#38;', '&').replaceAll('&quot;', '"');
}

function pathOf({ pathname, search }) {
  return pathname + search;
}
