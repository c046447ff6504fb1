const began = performance.now();

/** One line of the terminal with the seconds since the start. @param {string} text */
export function say(text) {
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  process.stdout.write(`[placet] ${seconds} s  ${text.replaceAll('\n', '\n                   ')}\n`);
}
// the terminal may be gone: stopping in order matters more than telling about it
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
