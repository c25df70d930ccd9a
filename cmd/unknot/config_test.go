package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

// settings parses a command line and returns the settings its command gets.
func settings(t *testing.T, environ []string, args ...string) (config, error) {
	t.Helper()
	p := process{environ: environ}
	var g grammar
	parser := kong.Must(&g, g.options(context.Background(), p, func(int) { t.Error("exit") })...)
	command, err := parser.Parse(args)
	if err != nil {
		t.Fatal(err)
	}
	return g.Config.checked(command.Command(), p)
}

func TestSettings(t *testing.T) {
	own := write(t, map[string]string{"routines/.keep": ""})
	home := "HOME=/home/jo"
	for name, test := range map[string]struct {
		environ []string
		args    string
		want    config
	}{
		"nothing set": {
			[]string{home}, "chat",
			config{Data: "/home/jo/.local/state/unknot", Strict: "true", Log: "warn"},
		},
		"the state folder of the user": {
			[]string{home, "XDG_STATE_HOME=/state"}, "chat",
			config{Data: "/state/unknot", Strict: "true", Log: "warn"},
		},
		"a relative state folder is ignored": {
			[]string{home, "XDG_STATE_HOME=state"}, "chat",
			config{Data: "/home/jo/.local/state/unknot", Strict: "true", Log: "warn"},
		},
		"a state folder and no home": {
			[]string{"XDG_STATE_HOME=/state"}, "chat",
			config{Data: "/state/unknot", Strict: "true", Log: "warn"},
		},
		"from the environment": {
			[]string{"UNKNOT_DATA=/data", "UNKNOT_ROUTINES=" + own, "UNKNOT_LOG=debug"}, "chat",
			config{Data: "/data", Routines: own, Strict: "true", Log: "debug"},
		},
		"empty variables count as not set": {
			[]string{home, "UNKNOT_DATA=", "UNKNOT_ROUTINES=", "UNKNOT_LOG="}, "chat",
			config{Data: "/home/jo/.local/state/unknot", Strict: "true", Log: "warn"},
		},
		"a flag wins": {
			[]string{"UNKNOT_DATA=/data", "UNKNOT_ROUTINES=/no/such", "UNKNOT_LOG=loud"},
			"chat --data=/other --log off --routines " + own,
			config{Data: "/other", Routines: own, Strict: "true", Log: "off"},
		},
		"flags before the command": {
			[]string{home}, "--log=info chat",
			config{Data: "/home/jo/.local/state/unknot", Strict: "true", Log: "info"},
		},
		"capitals": {
			[]string{home, "UNKNOT_LOG=INFO"}, "chat",
			config{Data: "/home/jo/.local/state/unknot", Strict: "true", Log: "INFO"},
		},
		"the home folder": {
			[]string{home, "UNKNOT_DATA=~/a b"}, "chat",
			config{Data: "/home/jo/a b", Strict: "true", Log: "warn"},
		},
		"a data folder below a folder that exists": {
			nil, "chat --data=" + own + "/data",
			config{Data: own + "/data", Strict: "true", Log: "warn"},
		},
		"no home, for a command that keeps nothing": {
			nil, "routines list",
			config{Strict: "true", Log: "warn"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := settings(t, test.environ, strings.Fields(test.args)...)
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(secret{})); diff != "" || err != nil {
				t.Errorf("error %v; want -, got +:\n%s", err, diff)
			}
		})
	}
}

func TestSettingsThatCannotBeUsed(t *testing.T) {
	folder := write(t, map[string]string{"file": "", "other/notes.txt": "", "empty/gone": ""})
	file, other := filepath.Join(folder, "file"), filepath.Join(folder, "other")
	for name, test := range map[string]struct {
		environ []string
		args    string
		want    []string
	}{
		"no home": {
			nil, "chat",
			[]string{"--data (UNKNOT_DATA) names no folder: write the one to keep data in."},
		},
		"an empty flag does not mean the default": {
			[]string{"HOME=/home/jo"}, "chat --data=",
			[]string{"--data (UNKNOT_DATA) names no folder: write the one to keep data in."},
		},
		"all at once": {
			[]string{"UNKNOT_DATA=" + file, "UNKNOT_ROUTINES=/no/such", "UNKNOT_LOG=loud"}, "chat",
			[]string{
				"--data (UNKNOT_DATA) names " + file + ", which is a file: write a folder; it need not exist yet.",
				"--routines (UNKNOT_ROUTINES) names /no/such, which does not exist: make that folder, or write another.",
				`--log (UNKNOT_LOG) is "loud": write one of debug, info, warn, error, off.`,
			},
		},
		"all that concern a command that keeps nothing": {
			[]string{"UNKNOT_DATA=" + file, "UNKNOT_LOG=3"}, "routines list --routines=" + other,
			[]string{
				"--routines (UNKNOT_ROUTINES) names " + other + ", which holds neither exercises/ nor routines/: write the folder that holds them.",
				`--log (UNKNOT_LOG) is "3": write one of debug, info, warn, error, off.`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := settings(t, test.environ, strings.Fields(test.args)...)
			var usage usageError
			if !errors.As(err, &usage) {
				t.Fatalf("error %v, want a usage error", err)
			}
			want := "these settings cannot be used:\n  " + strings.Join(test.want, "\n  ")
			if diff := cmp.Diff(want, err.Error()); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
}

// Whoever asks for no setting is not kept from working by one.
func TestVersionNeedsNoSettings(t *testing.T) {
	got := start(t, []string{"UNKNOT_LOG=loud", "UNKNOT_ROUTINES=/no/such"}, "version")
	if got.code != exitDone || got.stderr != "" || !strings.HasPrefix(got.stdout, "unknot ") {
		t.Errorf("%+v", got)
	}
}
