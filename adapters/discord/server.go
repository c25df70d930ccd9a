package discord

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"unknot/bot"
)

// place is the document of the server that an interaction happened on; empty
// in direct messages.
func (i *interaction) place() bot.DocID {
	if !isNumber(i.Guild) {
		return ""
	}
	return serverDocument(i.Guild)
}

// serverDocument is never that of a person: those have a number there.
func serverDocument(guild string) bot.DocID { return document("server:" + guild) }

// ask makes of an event of a person one of the server, where the command asks
// something of that: the person's own document has no part in it.
func (i *interaction) ask(e bot.Event) bot.Event {
	r, ok := i.request()
	if !ok {
		return e
	}
	return bot.Event{ID: e.ID, Doc: e.Place, Place: e.Place, Kind: bot.EventServer, Request: r}
}

// request reads what a command asks of the server. It is false for all that a
// person asks for themselves.
func (i *interaction) request() (r bot.Request, ok bool) {
	if i.Kind != kindCommand || i.place() == "" || i.Member == nil || len(i.Data.Options) == 0 {
		return r, false
	}
	part := i.Data.Options[0]
	r.Manages = i.Member.manages()
	switch i.Data.Name + " " + part.Name {
	case "server setup":
		i.setUp(&r, part)
	case "server goal":
		r.Do, r.Goal = bot.RequestGoal, part.number("sessions")
	case "server off":
		r.Do = bot.RequestOff
	case "circle show":
		r.Do = bot.RequestCircle
	default:
		return r, false
	}
	return r, true
}

func (i *interaction) setUp(r *bot.Request, part option) {
	text := func(name string) string { return clip(words(part.option(name).text()), longestTyped) }
	r.Do, r.Schedule, r.Routine, r.Zone = bot.RequestSetUp, text("schedule"), text("routine"), text("zone")
	if channel := text("channel"); i.Data.Resolved.writable(i.Guild, channel) {
		r.Channel, r.Closed = channelChat(channel), i.barred(channel)
	}
	role := text("role")
	r.Everyone = role == i.Guild // that is how Discord calls the role of everybody
	if isNumber(role) && !r.Everyone {
		r.Group = role
	}
}

// resolved is what Discord knows of the options of a command.
type resolved struct {
	Channels map[string]struct {
		Guild string                `json:"guild_id"` // empty where Discord leaves it out
		Kind  discordgo.ChannelType `json:"type"`
	} `json:"channels"`
}

// writable reports whether a channel is one of the server that all may read.
func (r resolved) writable(guild, channel string) bool {
	c, known := r.Channels[channel]
	return known && isNumber(channel) && (c.Guild == "" || c.Guild == guild) && slices.Contains(publicKinds(), c.Kind)
}

// manages reports whether somebody manages the server, as Discord says with
// each interaction. Who owns or administers it has every permission.
func (m *member) manages() bool {
	return permits(m.May, mayManage|discordgo.PermissionAdministrator)
}

// permits reports whether one of some permissions is among those that Discord
// tells of, as a number in decimal.
func permits(told string, any uint64) bool {
	may, err := strconv.ParseUint(told, 10, 64)
	return err == nil && may&any != 0
}

// barred reports whether the bot may not write in a channel, as far as an
// interaction tells: of the channel that it happened in.
func (i *interaction) barred(channel string) bool {
	return i.Channel == channel && i.May != "" && !permits(i.May, discordgo.PermissionAdministrator) &&
		(!permits(i.May, discordgo.PermissionViewChannel) || !permits(i.May, discordgo.PermissionSendMessages))
}

// option returns a named option of a part of a command; one without a value if
// it was left out.
func (o option) option(name string) option {
	at := slices.IndexFunc(o.Options, func(o option) bool { return o.Name == name })
	if at < 0 {
		return option{Name: name}
	}
	return o.Options[at]
}

// number returns a number, or one that nobody may ask for.
func (o option) number(name string) int {
	n, err := strconv.Atoi(o.option(name).text())
	if err != nil {
		return -1
	}
	return n
}

// removed reads that the bot was taken from a server. It is false while Discord
// only cannot reach that.
func removed(raw json.RawMessage) (bot.Event, bool) {
	var of struct {
		ID          string `json:"id"`
		Unavailable bool   `json:"unavailable"`
	}
	if json.Unmarshal(raw, &of) != nil || !isNumber(of.ID) || of.Unavailable {
		return bot.Event{}, false
	}
	doc := serverDocument(of.ID)
	return bot.Event{ID: eventID("removed:" + of.ID), Doc: doc, Place: doc, Kind: bot.EventServer, Request: bot.Request{Do: bot.RequestGone}}, true
}
