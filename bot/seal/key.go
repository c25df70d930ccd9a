package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
)

const (
	keySize = 32 // AES-256
	idSize  = 5  // eight characters of base 32
	boxSize = 12 + 16
)

// KeyID names a master key without telling anything of it. It is derived from
// the key, so two keys cannot be mistaken for one another.
type KeyID [idSize]byte

// String returns the ID as it stands in the text of the key.
func (id KeyID) String() string { return encoding().EncodeToString(id[:]) }

// Key is a master key. However it is printed, logged or encoded, only its ID
// shows; Reveal is the one way to its text. The zero Key is none.
type Key struct {
	id KeyID
	// Behind a function, because fmt prints the unexported fields of a struct
	// that holds a Key without asking the Key how, and with a verb that does
	// not fit it follows pointers.
	material func() *material
}

type material struct {
	secret [keySize]byte
	box    cipher.AEAD
}

// NewKey draws a master key from a source of randomness, such as
// crypto/rand.Reader.
func NewKey(random io.Reader) (Key, error) {
	var secret [keySize]byte
	if _, err := io.ReadFull(random, secret[:]); err != nil {
		return Key{}, fmt.Errorf("draw a master key: %w", err)
	}
	return keyOf(secret), nil
}

func keyOf(secret [keySize]byte) Key {
	sum := sha256.Sum256(append([]byte("unknot master key id "), secret[:]...))
	m := &material{secret: secret, box: newBox(secret)}
	return Key{id: KeyID(sum[:idSize]), material: func() *material { return m }}
}

// newBox returns AES-256-GCM with a random nonce before each ciphertext.
//
// With random nonces of 96 bits a key may seal 2^32 times before two of them
// are alike with a chance of 2^-32 (NIST SP 800-38D, 8.3). A document's key
// seals once for each commit and each record of one person: a thousand a day
// would take 11 000 years. A master key wraps once for each document that is
// created or rotated: a million people, exchanging the key monthly, would
// take 350 years, and each exchange begins with a new key.
func newBox(secret [keySize]byte) cipher.AEAD {
	block, err := aes.NewCipher(secret[:])
	if err != nil {
		panic(err) // only for another length of key
	}
	box, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // only for another size of block
	}
	return box
}

// ID returns the name of the key.
func (k Key) ID() KeyID { return k.id }

// IsZero reports whether this is no key.
func (k Key) IsZero() bool { return k.material == nil }

// String says which key it is, and hides the rest.
func (k Key) String() string {
	if k.IsZero() {
		return "no key"
	}
	return "key " + k.id.String() + " (hidden)"
}

// Format implements fmt.Formatter: every verb prints what String returns.
func (k Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, k.String()) }

// LogValue implements slog.LogValuer.
func (k Key) LogValue() slog.Value { return slog.StringValue(k.String()) }

// MarshalText implements encoding.TextMarshaler, which JSON uses as well. What
// it writes cannot be parsed.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }
