// Package library holds the exercises and routines that are shipped, as data:
// YAML files, their sources, and a JSON Schema for each kind of file, so that
// an editor can help whoever writes them.
//
// It knows nothing of what the files mean: package routines reads and checks
// them. The command and tests import it, nothing else does.
package library

import (
	"embed"
	"io/fs"
)

//go:embed exercises/*.yaml routines/*.yaml sources.yaml schema/*.json
var files embed.FS

// FS returns the shipped library: exercises/*.yaml, routines/*.yaml,
// sources.yaml, and their schemas under schema/.
func FS() fs.FS { return files }
