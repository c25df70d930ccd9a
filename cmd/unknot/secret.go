package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/alecthomas/kong"
)

// secret is a setting that nobody may see: whatever prints it, prints that it
// is set.
type secret struct{ text string }

// reveal returns the text, for whoever needs it to do its work.
func (s secret) reveal() string { return s.text }

// isSet reports whether there is one.
func (s secret) isSet() bool { return s.text != "" }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *secret) UnmarshalText(text []byte) error {
	s.text = string(text)
	return nil
}

// MarshalText implements encoding.TextMarshaler, and so JSON.
func (s secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// String says only whether it is set.
func (s secret) String() string {
	if s.isSet() {
		return "(set)"
	}
	return "(not set)"
}

// Format implements fmt.Formatter: every verb prints what String returns.
func (s secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue implements slog.LogValuer.
func (s secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// fileSuffix ends the name of the variable that names the file of a secret.
const fileSuffix = "_FILE"

// secretTag is the struct tag of settings that are secret: they are read from
// the environment only, for a flag would stand in the list of processes.
const secretTag = "secret"

// readSecret looks a secret up in the environment: its value, or the file that
// its twin names. A file that cannot be read gives an error that names the
// variable.
func readSecret(p process, name string) (string, error) {
	value, file := p.getenv(name), p.getenv(name+fileSuffix)
	switch {
	case value != "" && file != "":
		return "", fmt.Errorf("%s and %s%s are both set: keep one of them", name, name, fileSuffix)
	case file == "":
		return value, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s%s names a file that cannot be read: %w", name, fileSuffix, err)
	}
	if value = strings.TrimSpace(string(text)); value == "" {
		return "", fmt.Errorf("%s%s names %s, which is empty", name, fileSuffix, file)
	}
	return value, nil
}

// secretFlag returns the variable of a secret that somebody wrote as a flag, or
// "". It looks before the arguments are parsed, and tells no value.
func secretFlag(model *kong.Application, args []string) string {
	for _, flag := range model.Flags {
		if !flag.Tag.Has(secretTag) {
			continue
		}
		for _, arg := range args {
			if arg == "--"+flag.Name || strings.HasPrefix(arg, "--"+flag.Name+"=") {
				return flag.Tag.Get(variableTag)
			}
		}
	}
	return ""
}
