package main

import (
	"fmt"
	"runtime/debug"
)

// versionCommand is `unknot version`.
type versionCommand struct{}

// Run prints one line. It asks for no setting, so it works on a machine where
// the settings do not.
func (*versionCommand) Run(p process) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{GoVersion: "an unknown version of Go"}
	}
	if _, err := fmt.Fprintln(p.stdout, describeBuild(info)); err != nil {
		return fmt.Errorf("printing the version: %w", err)
	}
	return nil
}

// describeBuild tells the version, the revision where it is known, and the
// version of Go.
func describeBuild(info *debug.BuildInfo) string {
	version := info.Main.Version
	if version == "" || version == "(devel)" {
		version = "development"
	}
	var revision, changed string
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = ", revision " + s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	if revision == "" {
		changed = ""
	}
	return "unknot " + version + revision + changed + ", " + info.GoVersion
}
