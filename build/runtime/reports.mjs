/**
 * @typedef {object} TestReport
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped full titles
 */

/** @typedef {{ fullName: string, status: string }} VitestResult */
/** @typedef {{ tests: { status: string }[], title: string }} PlaywrightSpec */
/** @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */

/**
 * Reads what vitest's json reporter wrote. A file that could not be loaded at all counts as one failure.
 * @param {unknown} json
 * @returns {TestReport}
 */
export function readVitestReport(json) {
  const { testResults } =
    /** @type {{ testResults: { status: string, assertionResults: VitestResult[] }[] }} */ (json);
  const results = testResults.flatMap((file) => file.assertionResults);
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const count = (/** @type {string} */ status) => results.filter((result) => result.status === status).length;
  return {
    passed: count('passed'),
    failed: count('failed') + unloaded.length,
    skipped: results
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  };
}

/**
 * Reads what Playwright's json reporter wrote.
 * @param {unknown} json
 * @returns {TestReport}
 */
export function readPlaywrightReport(json) {
  const { suites, errors } = /** @type {{ suites: PlaywrightSuite[], errors: unknown[] }} */ (json);
  const specs = suites.flatMap((suite) => specsBelow(suite, []));
  const count = (/** @type {string[]} */ ...statuses) =>
    specs.filter(({ status }) => statuses.includes(status)).length;
  return {
    passed: count('expected', 'flaky'),
    failed: count('unexpected') + errors.length,
    skipped: specs.filter(({ status }) => status === 'skipped').map(({ title }) => title),
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string[]} above
 * @returns {{ title: string, status: string }[]}
 */
function specsBelow(suite, above) {
  const titles = [...above, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status }) => ({ title: [...titles, spec.title].join(' > '), status })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specsBelow(inner, titles))];
}
