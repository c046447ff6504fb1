/** Something that the reader of the terminal can mend: what happened, and what to do about it. */
export class Problem extends Error {
  /** @param {string} cause one sentence @param {string} remedy what to type or change @param {unknown} [because] */
  constructor(cause, remedy, because) {
    super(`${cause}\n${remedy}`, { cause: because });
  }
}

const full = /ENOSPC|EFBIG|No space left on device|File too large|SIGXFSZ/i;
/** A shell's name for a program that wrote past the file-size limit: 128 + SIGXFSZ. */
const sizeLimitExit = 153;

/**
 * The full disk shows in many ways; this is what they all mean.
 * @param {unknown} error @param {string} folder @param {number} [exitCode]
 * @returns {Problem | undefined}
 */
export function diskProblem(error, folder, exitCode) {
  const { code = '', stderr = '', message = '' } = /** @type {{ code?: string, stderr?: string, message?: string }} */ (error ?? {});
  if (exitCode !== sizeLimitExit && !full.test(`${code} ${message} ${stderr}`)) return undefined;
  return new Problem(
    `Nothing more can be written below ${folder}: the disk is full, or a file-size limit is set.`,
    'Free some space (see `df -h`), or lift the limit (`ulimit -f unlimited`), or take another folder with --data.',
    error,
  );
}
