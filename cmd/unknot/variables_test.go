package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

func known() []string {
	return []string{"UNKNOT_DATA", "UNKNOT_ROUTINES", "UNKNOT_REDIS_URL", "UNKNOT_REDIS_URL_FILE", "UNKNOT_REDIS_PASSWORD", "UNKNOT_REDIS_PASSWORD_FILE",
		"UNKNOT_REDIS_STRICT", "UNKNOT_KEY", "UNKNOT_KEY_FILE", "UNKNOT_TELEGRAM_TOKEN", "UNKNOT_TELEGRAM_TOKEN_FILE",
		"UNKNOT_TELEGRAM_API", "UNKNOT_TELEGRAM_WEBHOOK", "UNKNOT_TELEGRAM_LISTEN", "UNKNOT_DISCORD_TOKEN", "UNKNOT_DISCORD_TOKEN_FILE",
		"UNKNOT_DISCORD_API", "UNKNOT_DISCORD_SHARDS", "UNKNOT_DISCORD_PUBLIC_KEY", "UNKNOT_DISCORD_LISTEN", "UNKNOT_RETENTION", "UNKNOT_HTTP", "UNKNOT_LOG"}
}

func TestVariables(t *testing.T) {
	var g grammar
	parser := kong.Must(&g, g.options(context.Background(), process{}, func(int) {})...)
	if diff := cmp.Diff(known(), variables(parser.Model)); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestNearestVariable(t *testing.T) {
	for name, want := range map[string]string{
		"UNKNOT_DTA":           "UNKNOT_DATA",
		"UNKNOT_DATAS":         "UNKNOT_DATA",
		"UNKNOT_DATA_DIR":      "UNKNOT_DATA",
		"UNKNOT_ROUTINE":       "UNKNOT_ROUTINES",
		"UNKNOT_ROUTNIES":      "UNKNOT_ROUTINES",
		"UNKNOT_LGO":           "UNKNOT_LOG",
		"UNKNOT_LOG_LEVEL":     "UNKNOT_LOG",
		"UNKNOT_KEYS":          "UNKNOT_KEY",
		"UNKNOT_MATRIX_SERVER": "",
		"UNKNOT_":              "",
	} {
		if got := nearestVariable(name, known()); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestStrayVariables(t *testing.T) {
	environ := []string{
		"UNKNOT_TOKEN=hush", "UNKNOT_DTA=hush", "UNKNOT_DATA=/data", "UNKNOTTED=1", "unknot_log=debug", "UNKNOT", "HOME=/",
	}
	before := slices.Clone(environ)
	want := []string{
		"UNKNOT_DTA is set, but no setting has this name: did you mean UNKNOT_DATA?",
		"UNKNOT_TOKEN is set, but no setting has this name: the settings are " + strings.Join(known(), ", ") + ".",
	}
	if diff := cmp.Diff(want, strayVariables(environ, known())); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	if !slices.Equal(environ, before) {
		t.Errorf("the environment was changed to %q", environ)
	}
}

// A typo is told, and the command runs all the same. Its value is not told.
func TestTypoIsWarnedOf(t *testing.T) {
	want := "unknot: UNKNOT_LGO is set, but no setting has this name: did you mean UNKNOT_LOG?\n"
	if got := start(t, []string{"UNKNOT_LGO=hush"}, "routines", "list"); got.code != exitDone || got.stderr != want {
		t.Errorf("exit code %d, standard error %q; want %d and %q", got.code, got.stderr, exitDone, want)
	}
	got := start(t, []string{"UNKNOT_LGO=hush"}, "--lgo=debug")
	if got.code != exitUsage || !contains(got.stderr, want) || !contains(got.stderr, "--lgo") || contains(got.stderr, "hush") {
		t.Errorf("with a wrong flag: exit code %d, standard error %q; want %d and both told", got.code, got.stderr, exitUsage)
	}
}
