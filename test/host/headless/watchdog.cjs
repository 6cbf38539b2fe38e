// Stands in for @vscode/native-watchdog, a C++ add-on. The extension host also watches its parent with a timer.
exports.start = () => {};
exports.exit = (code) => process.exit(code || 0);
