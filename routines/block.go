package routines

import (
	"slices"
	"strings"
)

// Block switches exercises off: everything, everything that moves, a block
// tag, a family, an exercise or a variant (clinical specification, section
// 0.4). "SST-03 but not SST-03.easier" leaves what stands after the words "but
// not", divided by commas, to the other blocks.
type Block string

// The blocks that are no tag and no name.
const (
	// BlockAll leaves nothing: an emergency hold, or nobody of age.
	BlockAll Block = "ALL"
	// BlockMove leaves slow breathing and the scans without tensing, on
	// request. Check-lists wait, too.
	BlockMove Block = "MOVE"
)

// butNot parts what a block takes from what it leaves.
const butNot = " but not "

// Except returns the block without some exercises or variants.
func (b Block) Except(names ...string) Block {
	return b + butNot + Block(strings.Join(names, ", "))
}

// FamilyBlock switches a family off. Of the stretches it leaves what stays
// under MOVE, for that is more than one family; else nobody who felt a tingle
// in a stretch could rest in an attack.
func FamilyBlock(f Family) Block {
	if f != Stretching {
		return Block(f)
	}
	return Block(f).Except(stillNames()...)
}

// stillNames are slow breathing in all its forms and the scans of STR-04: what
// stays under MOVE.
func stillNames() []string {
	return []string{"STR-01", "STR-04.scan30", "STR-04.scan90", "STR-04.scan120", "STR-04.easier"}
}

// covers reports whether the block switches a variant off.
func (b Block) covers(e *Exercise, v *Variant) bool {
	name, kept, _ := strings.Cut(string(b), butNot)
	for keep := range strings.SplitSeq(kept, ", ") {
		if keep == string(e.ID) || keep == string(v.ID) {
			return false
		}
	}
	switch Block(name) {
	case BlockAll:
		return true
	case BlockMove:
		return !still(e, v)
	}
	return name == string(e.Family) || name == string(e.ID) || name == string(v.ID) || slices.Contains(v.Tags, Tag(name))
}

// still reports whether a variant stays under MOVE. One that loads or presses
// something never does, whatever an operator calls it.
func still(e *Exercise, v *Variant) bool {
	names := stillNames()
	return len(v.Tags) == 0 && (slices.Contains(names, string(e.ID)) || slices.Contains(names, string(v.ID)))
}

// Blocks is a set of blocks in the order of their names, which is also how it
// is stored. Its methods never change it. A nil set blocks nothing.
type Blocks []Block

// NewBlocks returns the set of some blocks. One that stands under a block as
// wide or wider is kept all the same: they end at different times.
func NewBlocks(bs ...Block) Blocks {
	if len(bs) == 0 {
		return nil
	}
	set := Blocks(slices.Clone(bs))
	slices.Sort(set)
	return slices.Compact(set)
}

// With returns the set with the blocks of others added: blocks add up.
func (b Blocks) With(others ...Blocks) Blocks {
	return NewBlocks(slices.Concat(append([]Blocks{b}, others...)...)...)
}

// Has reports whether a block is in the set by that very name.
func (b Blocks) Has(one Block) bool { return slices.Contains(b, one) }

// Empty reports whether nothing is blocked.
func (b Blocks) Empty() bool { return len(b) == 0 }

// Allows reports whether neither a variant's tags nor its names are blocked.
func (b Blocks) Allows(e *Exercise, v *Variant) bool {
	if e == nil || v == nil {
		return false
	}
	return !slices.ContainsFunc(b, func(one Block) bool { return one.covers(e, v) })
}
