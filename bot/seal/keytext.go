package seal

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
)

// The text of a key is four parts with dashes between: keyPrefix, the ID, the
// secret, and a checksum of the three. The alphabet of base 32 has no digits
// that look like letters (0, 1, 8).
const (
	keyPrefix   = "UNKNOT1"
	idLength    = 8
	keyLength   = 52
	checkLength = 8
)

func encoding() *base32.Encoding { return base32.StdEncoding.WithPadding(base32.NoPadding) }

// Reveal returns the text of the key, which ParseKey reads. It is for the one
// who makes a key and has to keep it; nothing else may show it.
func (k Key) Reveal() string {
	if k.IsZero() {
		return ""
	}
	body := strings.Join([]string{keyPrefix, k.id.String(), encoding().EncodeToString(k.material().secret[:])}, "-")
	return body + "-" + checksum(body)
}

func checksum(body string) string {
	sum := sha256.Sum256([]byte("unknot master key checksum " + body))
	return encoding().EncodeToString(sum[:])[:checkLength]
}

// ParseKey reads the text of a key, in capitals or not. Its error says which
// part is wrong and how, and never quotes it: a mistyped key is still nearly
// the key.
func ParseKey(text string) (Key, error) {
	text = strings.ToUpper(strings.TrimSpace(text))
	if text == "" {
		return Key{}, &keyTextError{"is empty: make a key with `unknot key`, and keep it apart from the data"}
	}
	parts := strings.Split(text, "-")
	if len(parts) != 4 || parts[0] != keyPrefix {
		return Key{}, &keyTextError{fmt.Sprintf("is not a key: expected %s and three more parts with dashes between, "+
			"as `unknot key` prints it, but it has %d parts", strings.ToLower(keyPrefix), len(parts))}
	}
	if err := checkParts(parts); err != nil {
		return Key{}, err
	}
	if checksum(strings.Join(parts[:3], "-")) != parts[3] {
		return Key{}, &keyTextError{"is mistyped: at least one character is another one than when the key was made; " +
			"copy it again from where you keep it"}
	}
	return decodeKey(parts[1], parts[2])
}

// checkParts looks for characters that are too many, too few or none of a key.
func checkParts(parts []string) error {
	for i, part := range []struct {
		name   string
		length int
	}{{"ID", idLength}, {"secret", keyLength}, {"checksum", checkLength}} {
		got := parts[i+1]
		if len(got) != part.length {
			return &keyTextError{fmt.Sprintf("is not whole: its %s has %d characters, expected %d; "+
				"copy it again from where you keep it", part.name, len(got), part.length)}
		}
		if at := strings.IndexFunc(got, isForeign); at >= 0 {
			return &keyTextError{fmt.Sprintf("is mistyped: character %d of its %s is neither a letter from A to Z "+
				"nor a digit from 2 to 7", at+1, part.name)}
		}
	}
	return nil
}

func isForeign(r rune) bool {
	return (r < 'A' || r > 'Z') && (r < '2' || r > '7')
}

// decodeKey reads the parts of a key that were found to fit together.
func decodeKey(id, secret string) (Key, error) {
	bytes, err := encoding().DecodeString(secret)
	if err != nil || len(bytes) != keySize {
		return Key{}, &keyTextError{"cannot be decoded: make a new key with `unknot key`"}
	}
	key := keyOf([keySize]byte(bytes))
	if key.id.String() != id {
		return Key{}, &keyTextError{"was not made by `unknot key`: its ID is not that of its secret"}
	}
	return key, nil
}
