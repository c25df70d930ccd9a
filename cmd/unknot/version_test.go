package main

import (
	"runtime/debug"
	"testing"
)

func TestDescribeBuild(t *testing.T) {
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "1a2b3c"}
	clean := debug.BuildSetting{Key: "vcs.modified", Value: "false"}
	changed := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, test := range []struct {
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"", nil, "unknot development, go1.26.0"},
		{"(devel)", nil, "unknot development, go1.26.0"},
		{"(devel)", []debug.BuildSetting{revision, clean}, "unknot development, revision 1a2b3c, go1.26.0"},
		{"(devel)", []debug.BuildSetting{changed, revision}, "unknot development, revision 1a2b3c with changes, go1.26.0"},
		{"(devel)", []debug.BuildSetting{changed}, "unknot development, go1.26.0"},
		{"v1.2.3", []debug.BuildSetting{{Key: "GOOS", Value: "linux"}}, "unknot v1.2.3, go1.26.0"},
	} {
		info := &debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: test.version}, Settings: test.settings}
		if got := describeBuild(info); got != test.want {
			t.Errorf("%q with %v: %q, want %q", test.version, test.settings, got, test.want)
		}
	}
}
