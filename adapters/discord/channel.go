package discord

import (
	"context"
	"errors"
	"strings"

	"github.com/bwmarrin/discordgo"

	"unknot/bot"
)

// channelMark stands before the number of a channel that many read. Without it
// a chat is the direct messages of one person, so that what is meant for one
// cannot get into a channel.
const channelMark = "#"

func channelChat(channel string) bot.ChatID { return bot.ChatID(channelMark + channel) }

// publicChannel returns the channel of a chat that many read.
func publicChannel(chat bot.ChatID) (channel string, ok bool) {
	channel, marked := strings.CutPrefix(string(chat), channelMark)
	return channel, marked && isNumber(channel)
}

// publicKinds are the channels that a server reads in.
func publicKinds() []discordgo.ChannelType {
	return []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews}
}

var errAlone = errors.New("discord: an answer for one alone is not written where many read")

// post writes into a channel that many read. What answers somebody never gets
// there, also when the interaction that it answers is over. A channel that is
// closed to the bot stays so until somebody who manages the server acts.
func (d *Discord) post(ctx context.Context, channel string, way bot.Way, p piece) (name, error) {
	if way != "" {
		return name{}, &bot.SendError{Class: bot.SendPermanent, Err: errAlone}
	}
	said, err := d.caller.call(ctx, request{what: "message in a channel", method: "POST", path: inRoom(channel), body: p.once(), file: p.file, repeatable: p.nonce != ""})
	if has(err, codeNoAccess, codeNoPermission) {
		return name{}, &bot.SendError{Class: bot.SendGone, Invalid: true, Err: err}
	}
	return nameIn(said, false), err
}

// mention calls the role that a message is for; empty without one.
func mention(role string) string {
	if !isNumber(role) {
		return ""
	}
	return "<@&" + role + ">\n"
}

// mentions allows a message to call the role that it is for, and nobody else.
func (p piece) mentions() discordgo.MessageAllowedMentions {
	none := discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
	if isNumber(p.role) {
		none.Roles = []string{p.role}
	}
	return none
}
