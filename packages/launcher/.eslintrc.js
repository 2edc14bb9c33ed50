module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // The repositories of the sample organisation: content, not code of ours.
  ignorePatterns: ['sample'],
});
