// The command under test: CRABWALK, or what `dotnet build` made.

const path = require('node:path');

exports.crabwalk = process.env.CRABWALK ?? path.join(__dirname, '../../../artifacts/bin/Crabwalk.Cli/debug/crabwalk');
