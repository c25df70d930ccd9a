package seal_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"unknot/bot/seal"
)

func TestKeyText(t *testing.T) {
	k := key(t, 1)
	for _, text := range []string{k.Reveal(), " " + strings.ToLower(k.Reveal()) + "\n"} {
		again, err := seal.ParseKey(text)
		if err != nil || again.ID() != k.ID() || again.Reveal() != k.Reveal() {
			t.Errorf("ParseKey(Reveal()) = %v, %v, want %v", again, err, k)
		}
	}
	if !strings.HasPrefix(k.Reveal(), "UNKNOT1-"+k.ID().String()+"-") || len(k.Reveal()) != 78 {
		t.Error("the text of a key does not begin with its ID, or has another length than 78")
	}
	if key(t, 2).ID() == k.ID() {
		t.Error("two keys have one ID")
	}
}

func TestParseKeySaysWhatIsWrong(t *testing.T) {
	parts := strings.Split(key(t, 1).Reveal(), "-")
	other := strings.Split(key(t, 2).Reveal(), "-")
	join := func(parts ...string) string { return strings.Join(parts, "-") }
	for text, want := range map[string]string{
		"":         "is empty: make a key with `unknot key`",
		"hunter2":  "is not a key: expected unknot1",
		"UNKNOT1-": "it has 2 parts",
		join("UNKNOT2", parts[1], parts[2], parts[3]):               "is not a key",
		join(parts[0], parts[1], parts[2][1:], parts[3]):            "its secret has 51 characters, expected 52",
		join(parts[0], parts[1]+"A", parts[2], parts[3]):            "its ID has 9 characters, expected 8",
		join(parts[0], parts[1], parts[2], parts[3][:3]):            "its checksum has 3 characters, expected 8",
		join(parts[0], parts[1], "A1"+parts[2][2:], parts[3]):       "character 2 of its secret is neither",
		join(parts[0], parts[1], other[2], parts[3]):                "is mistyped: at least one character is another one",
		join(parts[0], other[1], parts[2], parts[3]):                "is mistyped: at least one character is another one",
		join(parts[0], parts[1], strings.Repeat("é", 26), parts[3]): "character 1 of its secret",
	} {
		_, err := seal.ParseKey(text)
		if err == nil || !strings.HasPrefix(err.Error(), "UNKNOT_KEY ") || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseKey of a wrong text: %v, want UNKNOT_KEY and %q", err, want)
		}
	}
}

// Any change of the text is an error that quotes nothing of it.
func TestParseKeyTypos(t *testing.T) {
	text := key(t, 1).Reveal()
	rapid.Check(t, func(rt *rapid.T) {
		typo := []byte(text)
		at := rapid.IntRange(0, len(text)-1).Draw(rt, "at")
		switch rapid.IntRange(0, 3).Draw(rt, "kind") {
		case 0:
			typo[at] = rapid.SampledFrom([]byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567-019 ")).Draw(rt, "typed")
		case 1:
			typo = append(typo[:at], typo[at+1:]...)
		case 2:
			typo = append(typo[:at], append([]byte{text[at]}, typo[at:]...)...)
		case 3:
			to := rapid.IntRange(0, len(text)-1).Draw(rt, "with")
			typo[at], typo[to] = typo[to], typo[at]
		}
		_, err := seal.ParseKey(string(typo))
		if strings.TrimSpace(string(typo)) == text {
			return
		}
		if err == nil {
			rt.Fatalf("a typo at character %d was not noticed", at)
		}
		wantNoSecret(rt, key(t, 1), err.Error())
	})
}

// wantNoSecret fails when any five characters or bytes of the secret of a key
// occur in what was shown.
func wantNoSecret(t fatal, k seal.Key, shown string) {
	t.Helper()
	secret := strings.Split(k.Reveal(), "-")[2]
	for i := range len(secret) - 5 {
		if strings.Contains(strings.ToUpper(shown), secret[i:i+5]) {
			t.Fatalf("five characters of the secret show in %q", shown)
		}
	}
	raw := seal.Secret(k)
	for i := range len(raw) - 3 {
		part := raw[i : i+3]
		for _, form := range []string{"%s", "%x", "%X", "%d", "% x", "%v"} {
			if strings.Contains(shown, strings.Trim(fmt.Sprintf(form, part), "[]")) {
				t.Fatalf("three bytes of the secret show as %s in %q", form, shown)
			}
		}
	}
}

// holder is how a key may end up in somebody's struct.
type holder struct {
	Shown  seal.Key
	hidden seal.Key
	ring   seal.Ring
	Ptr    *seal.Key
}

func TestKeyHidesItself(t *testing.T) {
	k, r := key(t, 1), ring(t, 1, 2)
	h := holder{k, k, r, &k}
	store := sealed(t, newMemory(), r)
	for _, value := range []any{k, &k, []seal.Key{k}, map[string]seal.Key{"a": k}, r, &r, h, &h, store, *new(seal.Key)} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b"} {
			wantNoSecret(t, k, fmt.Sprintf(verb, value))
		}
		encoded, err := json.Marshal(value)
		if err == nil {
			wantNoSecret(t, k, string(encoded))
		}
		if encoded, err := xml.Marshal(value); err == nil {
			wantNoSecret(t, k, string(encoded))
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("text", "value", value)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("json", "value", value)
		wantNoSecret(t, k, log.String())
	}
	if got := fmt.Sprint(k); !strings.Contains(got, k.ID().String()) {
		t.Errorf("a key prints as %q, without its ID", got)
	}
	if got := fmt.Sprint(r); !strings.Contains(got, k.ID().String()) || !strings.Contains(got, key(t, 2).ID().String()) {
		t.Errorf("a ring prints as %q, without its IDs", got)
	}
}

func TestNewKeyWithoutRandomness(t *testing.T) {
	if _, err := seal.NewKey(iotest.ErrReader(errors.New("none"))); err == nil {
		t.Error("a key was made of nothing")
	}
}

func TestParseRing(t *testing.T) {
	one, two := key(t, 1), key(t, 2)
	for _, text := range []string{
		two.Reveal() + " " + one.Reveal(), two.Reveal() + ",\n" + one.Reveal() + "\n", two.Reveal() + "\n" + one.Reveal() + "\n" + two.Reveal(),
	} {
		r, err := seal.ParseRing(text)
		if err != nil || fmt.Sprint(r.IDs()) != fmt.Sprint([]seal.KeyID{two.ID(), one.ID()}) || r.Current().ID() != two.ID() {
			t.Errorf("ParseRing = %v, %v, want both keys, the first current", r, err)
		}
	}
	for text, want := range map[string]string{
		"":                               "UNKNOT_KEY is empty",
		" \n":                            "UNKNOT_KEY is empty",
		"rubbish":                        "UNKNOT_KEY is not a key",
		one.Reveal() + " " + "unknot1-a": "key 2 of 2: UNKNOT_KEY is not a key",
		one.Reveal()[:40] + one.Reveal(): "UNKNOT_KEY is not a key",
	} {
		if _, err := seal.ParseRing(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("ParseRing of a wrong text: %v, want %q", err, want)
		}
	}
	if _, err := seal.NewRing(seal.Key{}); err == nil {
		t.Error("a ring was made of no key")
	}
}
