package redisstore

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"sync"

	"unknot/bot"
)

// minNameKey is the shortest key that names may be made with, in bytes.
const minNameKey = 16

const (
	nameBytes = 12
	nameSize  = 16 // nameBytes in base64
)

var errName = errors.New("a stored ID does not belong to its name: it was damaged, or made with another key")

// name stands for an ID, a code or a role in the database.
type name string

// bucket returns which bucket a name belongs to.
func (n name) bucket(buckets int) int {
	return int(binary.BigEndian.Uint32(n.bytes()) % uint32(buckets))
}

// bytes returns what a name encodes; zeros, if it was not made by names.
func (n name) bytes() []byte {
	b := make([]byte, nameBytes)
	if len(n) == nameSize {
		_, _ = base64.RawURLEncoding.Decode(b, []byte(n))
	}
	return b
}

// names makes names and seals IDs. It is safe for use by many goroutines.
type names struct {
	macs  *sync.Pool // of hash.Hash: to key one anew costs more than a name
	block cipher.Block
}

func newNames(secret []byte) (names, error) {
	if len(secret) < minNameKey {
		return names{}, &SettingError{settingKey, fmt.Sprintf(
			"is missing or shorter than %d bytes: make one with `unknot key` and keep it safe", minNameKey)}
	}
	mac, err := hkdf.Key(sha256.New, secret, nil, "unknot redisstore names", sha256.Size)
	if err != nil {
		return names{}, err
	}
	key, err := hkdf.Key(sha256.New, secret, nil, "unknot redisstore IDs", 32)
	if err != nil {
		return names{}, err
	}
	block, err := aes.NewCipher(key)
	return names{&sync.Pool{New: func() any { return hmac.New(sha256.New, mac) }}, block}, err
}

// name makes the name of something of a kind.
func (n names) name(kind, what string) name {
	h := n.macs.Get().(hash.Hash)
	defer n.macs.Put(h)
	h.Reset()
	_, _ = h.Write([]byte(kind + "\x00" + what))
	return name(base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:nameBytes]))
}

func (n names) document(doc bot.DocID) name { return n.name("document", string(doc)) }
func (n names) code(code string) name       { return n.name("code", code) }
func (n names) role(role string) name       { return n.name("role", role) }

// fingerprint tells keys apart without telling anything about them.
func (n names) fingerprint() string { return string(n.name("fingerprint", "")) }

// seal encrypts an ID under its own name. One name never stands for two IDs,
// so no nonce is used twice for different texts.
func (n names) seal(doc bot.DocID, of name) []byte {
	iv := make([]byte, aes.BlockSize)
	copy(iv, of.bytes())
	sealed := []byte(doc)
	cipher.NewCTR(n.block, iv).XORKeyStream(sealed, sealed)
	return sealed
}

// open decrypts an ID and proves that it is the one the name was made of.
func (n names) open(sealed []byte, of name) (bot.DocID, error) {
	doc := bot.DocID(n.seal(bot.DocID(sealed), of))
	if n.document(doc) != of {
		return "", errName
	}
	return doc, nil
}
