package seal

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
)

// Ring holds the master keys that are in use: the current one, which seals,
// and older ones, which only open. It prints as the IDs of its keys.
type Ring struct {
	keys []Key // the current one first
}

// NewRing returns a ring. A key that is there twice counts once.
func NewRing(current Key, older ...Key) (Ring, error) {
	var r Ring
	for _, k := range append([]Key{current}, older...) {
		if k.IsZero() {
			return Ring{}, &keyTextError{"is missing: make a key with `unknot key`"}
		}
		if _, known := r.find(k.id); !known {
			r.keys = append(r.keys, k)
		}
	}
	return r, nil
}

// ParseRing reads the texts of one or more keys with spaces, commas or line
// breaks between, the current one first: the value of UNKNOT_KEY, or the
// content of the file that UNKNOT_KEY_FILE names.
func ParseRing(text string) (Ring, error) {
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) })
	if len(fields) == 0 {
		fields = []string{""} // ParseKey says what to do
	}
	keys := make([]Key, len(fields))
	for i, field := range fields {
		key, err := ParseKey(field)
		if err != nil && len(fields) > 1 {
			return Ring{}, fmt.Errorf("key %d of %d: %w", i+1, len(fields), err)
		}
		if err != nil {
			return Ring{}, err
		}
		keys[i] = key
	}
	return NewRing(keys[0], keys[1:]...)
}

// Current returns the key that seals; a zero Ring has none.
func (r Ring) Current() Key {
	if len(r.keys) == 0 {
		return Key{}
	}
	return r.keys[0]
}

// IDs returns the names of all keys, the current one first.
func (r Ring) IDs() []KeyID {
	ids := make([]KeyID, len(r.keys))
	for i, k := range r.keys {
		ids[i] = k.id
	}
	return ids
}

func (r Ring) find(id KeyID) (Key, bool) {
	i := slices.IndexFunc(r.keys, func(k Key) bool { return k.id == id })
	if i < 0 {
		return Key{}, false
	}
	return r.keys[i], true
}

// key returns the key with an ID, or a *MissingKeyError.
func (r Ring) key(id KeyID) (Key, error) {
	k, ok := r.find(id)
	if !ok {
		return Key{}, &MissingKeyError{Need: id, Have: r.Current().id}
	}
	return k, nil
}

// String names the keys.
func (r Ring) String() string { return fmt.Sprintf("keys %s", r.IDs()) }

// Format implements fmt.Formatter: every verb prints what String returns.
func (r Ring) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, r.String()) }

// LogValue implements slog.LogValuer.
func (r Ring) LogValue() slog.Value { return slog.StringValue(r.String()) }
