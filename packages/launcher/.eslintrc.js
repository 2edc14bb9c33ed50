module.exports = require('../../eslint.house')(__dirname, {
  // The repositories of the sample organisation: content, not code of ours.
  ignorePatterns: ['sample'],
});
